import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyProject, type CopiedProject } from '../harness/copied-project.js';
import { contextPaths, recipe } from './recipe.js';

describe('The Dockerfile', () => {
  it('copies only what exists', () => {
    expect(contextPaths.filter((path) => !existsSync(path))).toEqual([]);
    expect(contextPaths.length).toBeGreaterThan(5);
  });

  it('gets from the folder exactly what it copies: no secret lying about reaches a builder', () => {
    const rules = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(rules[0]).toBe('*');
    expect(rules.slice(1).toSorted()).toEqual(contextPaths.map((path) => `!${path}`).toSorted());
  });

  it('stands on one pinned Node 24 and installs what the lock says, without scripts', () => {
    expect(new Set(recipe.bases)).toEqual(new Set(['node:24-bookworm-slim']));
    const installs = recipe.runs.filter((run) => run.includes('npm ci') || run.includes('npm install'));
    expect(installs.map((run) => run.split(' && ')[0])).toEqual([
      'npm ci --ignore-scripts',
      'npm ci --omit=dev --ignore-scripts',
    ]);
  });

  it('runs as nobody special, in production, with its data in /data', () => {
    expect(recipe.user).toBe('node');
    expect(recipe.env).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '3000', DATA_DIR: '/data' });
  });

  it('holds no secret and takes none as an argument', () => {
    expect(recipe.text).not.toMatch(/^ARG|SECRET|PASSWORD|TOKEN/m);
  });
});

describe('The build stage', () => {
  let project: CopiedProject;
  beforeAll(async () => {
    project = await copyProject(contextPaths);
    await promisify(execFile)('npm', ['run', '--silent', 'build'], {
      cwd: project.directory,
      timeout: 110_000,
    });
  }, 120_000);
  afterAll(() => project.remove());

  it('builds every entry point from what is copied alone', () => {
    const named = [recipe.text, readFileSync('compose.yaml', 'utf8')].flatMap(
      (text) => text.match(/dist\/[\w/.-]+\.js/g) ?? [],
    );
    expect(new Set(named)).toEqual(
      new Set(['api', 'courier', 'cli'].map((app) => `dist/apps/${app}/src/main.js`)),
    );
    expect(named.filter((path) => !existsSync(join(project.directory, path)))).toEqual([]);
  });

  it('puts nothing but the program into dist', () => {
    expect(readdirSync(join(project.directory, 'dist')).toSorted()).toEqual(['apps', 'libs']);
    const files = readdirSync(join(project.directory, 'dist'), { recursive: true }) as string[];
    expect(files.filter((file) => /\.spec\.|\.env|\.db$/.test(file))).toEqual([]);
  });

  it('keeps the line by which the command line can be called by its name', () => {
    expect(readFileSync(join(project.directory, 'dist/apps/cli/src/main.js'), 'utf8')).toMatch(
      /^#!\/usr\/bin\/env node\n/,
    );
  });
});
