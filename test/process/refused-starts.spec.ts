import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { builtProgram } from '../harness/build.js';
import { emptyDatabase, engines, type EmptyDatabase } from '../harness/engines.js';
import {
  freePort,
  killAll,
  startApp,
  type App,
  type Ended,
  type StartOptions,
  type Variables,
} from '../harness/process.js';

let place: EmptyDatabase;

beforeAll(async () => {
  await builtProgram();
  place = await emptyDatabase('sqlite');
}, 120_000);
afterEach(killAll);
afterAll(() => place.drop());

async function start(app: App, env: Variables, more: Partial<StartOptions> = {}): Promise<Ended> {
  return (await startApp(app, { env, cwd: place.directory, ...more })).ended;
}

/** One message on standard error, nothing else anywhere, exit code 1. */
const refusal = (stderr: string | RegExp) => ({
  code: 1,
  stdout: '',
  stderr: expect.stringMatching(stderr) as string,
});

describe('A start is refused in one message', () => {
  it('that names every faulty setting and its mend, and no value', async () => {
    const env = {
      PORT: 'not-a-port',
      JWT_SECRET: 'short-secret',
      COURIER: 'sometimes',
      SMTP_URL: 'gopher://mail',
    };
    expect(await start('api', env)).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'The settings need a mend:',
        '  - PORT: give a port, 0 to 65535.',
        '  - JWT_SECRET: give at least 32 random bytes, for example from: openssl rand -base64 48.',
        '  - SMTP_URL: give smtp://user:password@host:587, smtps://… or none.',
        '  - COURIER: give inline or off.',
        '',
      ].join('\n'),
    });
  });

  it('that names what production lacks', async () => {
    const { code, stderr } = await start('api', { NODE_ENV: 'production' });
    const named = stderr.match(/(?<=^ {2}- )[A-Z_]+/gm);
    expect([code, named]).toEqual([1, ['PUBLIC_URL', 'JWT_SECRET', 'SMTP_URL', 'SMS_URL']]);
  });

  it('when another process has the port', async () => {
    const env = { PORT: String(await freePort()) };
    await (await startApp('api', { env, cwd: place.directory })).untilReady();
    const second = await start('api', { ...env, DATA_DIR: join(place.directory, 'second') });
    expect(second).toEqual(
      refusal(
        `^Cannot listen on 127.0.0.1 port ${env.PORT}: another process has it. Stop that one, or set PORT.\n$`,
      ),
    );
  });

  it('when another service has the SQLite file', async () => {
    const file = join(place.directory, 'one.db');
    const env = { DATABASE_URL: `sqlite:${file}`, PORT: String(await freePort()) };
    await (await startApp('api', { env, cwd: place.directory })).untilReady();
    const second = await start('api', { ...env, PORT: String(await freePort()) });
    expect(second).toEqual(
      refusal(
        `^Another USAPI service runs on ${file}. SQLite serves one process; stop the other, or use MySQL or MariaDB.\n$`,
      ),
    );
  });

  it('when the data folder cannot be written', async () => {
    const file = join(place.directory, 'a-file');
    writeFileSync(file, '');
    expect(await start('api', { DATA_DIR: file })).toEqual(
      refusal(/^The settings need a mend:\n {2}- DATA_DIR: .*\n$/),
    );
    const env = { JWT_SECRET: 'a secret of the tests, which is long enough', DATA_DIR: join(file, 'below') };
    expect(await start('api', env)).toEqual(
      refusal(/^The database file .* cannot be opened \(ENOTDIR\)\. .*\n$/),
    );
  });

  it('when what is there is no SQLite database', async () => {
    const file = join(place.directory, 'a-letter.db');
    writeFileSync(file, 'Dear all, '.repeat(1000));
    expect(await start('api', { DATABASE_URL: `sqlite:${file}` })).toEqual(
      refusal(/^.* is not an SQLite database\. .*\n$/),
    );
  });

  it.each<App>(['api', 'courier'])(
    'when no server answers, without telling the password (%s)',
    async (app) => {
      const ended = await start(app, {
        DATABASE_URL: `mysql://root:open-sesame@127.0.0.1:${await freePort()}/usapi`,
      });
      expect(ended).toEqual(
        refusal(/^No database server answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\. .*\n$/),
      );
      expect(ended.stderr).not.toContain('sesame');
    },
  );

  it('when the courier is to run on SQLite', async () => {
    expect(await start('courier', {})).toEqual(
      refusal(/^The courier process needs MySQL or MariaDB: set DATABASE_URL=mysql:.*\n$/),
    );
  });
});

const others = engines.filter((engine) => engine !== 'sqlite');
(others.length > 0 ? describe.each(others) : describe.skip.each(['mariadb' as const]))('On %s', (engine) => {
  it.each<App>(['api', 'courier'])(
    'the %s refuses a database with pending migrations and names the command',
    async (app) => {
      const empty = await emptyDatabase(engine);
      try {
        expect(await start(app, { DATABASE_URL: empty.url })).toEqual(
          refusal(
            /^The database lacks \d+ migration\(s\): \w+.*\. Run: npm run migrate \(in the image: usapi migrate up\)\n$/,
          ),
        );
      } finally {
        await empty.drop();
      }
    },
  );
});

/** A Node before 24.11 on this machine, if there is one: better-sqlite3 would crash it without a word. */
function olderNode(): string | undefined {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders
    .map((folder) => join(folder, 'node'))
    .filter((file) => existsSync(file))
    .find((file) => {
      const [major = 0, minor = 0] = execFileSync(file, ['--version'], { encoding: 'utf8' })
        .slice(1)
        .split('.')
        .map(Number);
      return major < 24 || (major === 24 && minor < 11);
    });
}

const older = olderNode();
(older === undefined ? describe.skip : describe)('An older Node', () => {
  it.each<App>(['api', 'courier', 'cli'])('is told so by the %s, and does not crash', async (app) => {
    const ended = await start(app, {}, { node: older ?? '' });
    expect(ended).toEqual(refusal(/^USAPI needs Node 24\.11 or newer; this is \d+\.\d+\.\d+\..*\n$/));
  });
});
