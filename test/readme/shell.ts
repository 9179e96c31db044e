import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from '../harness/build.js';
import type { Step } from './story.js';

/** What commands said, step by step; shorter than the steps when the shell stopped. */
export interface Said {
  readonly printed: readonly string[];
  readonly complaint: string;
}

const mark = '@@ the end of a step of the README @@';

/** The parts of a clone that the README's commands touch, in a folder that may be written to. */
export async function cloneOfProject(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'usapi-readme-'));
  symlinkSync(join(await builtProgram(), 'dist'), join(folder, 'dist'));
  for (const path of ['package.json', 'tools', 'docs/sample.jpg'])
    cpSync(path, join(folder, path), { recursive: true });
  // Scripts build first, and here that is done.
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', '.bin', 'nest'), '#!/bin/sh\n', { mode: 0o755 });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs all steps in one shell, as a reader does who pastes them one after the other. */
export function paste(steps: readonly Step[], cwd: string, env: Record<string, string>): Promise<Said> {
  const story = steps.map(({ commands }) => `${commands}printf '%s' '${mark}'\n`).join('');
  const options = { cwd, env: { PATH: process.env['PATH'], ...env }, timeout: 120_000 };
  return new Promise((resolve) => {
    // --norc: bash takes a socket as its input for a remote login, and would read the start-up file of whoever tests.
    execFile('bash', ['--norc', '-c', `set -euo pipefail\n${story}`], options, (_fault, stdout, stderr) => {
      resolve({ printed: stdout.split(mark).slice(0, -1), complaint: stderr });
    });
  });
}
