import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { constants as osConstants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';

/*
 * Decides once per run where MariaDB is, and tells the suites by USAPI_TEST_MARIADB_URL ('' = nowhere).
 * One file without local imports: Jest does not apply moduleNameMapper here.
 *
 *   TEST_DATABASE_URL=mysql://…      this server and no other; its database name is not used
 *   USAPI_TEST_SKIP_LOCAL_MARIADB=1  passes 127.0.0.1:3306 by, to try the private server beside a local one
 *   USAPI_TEST_ENGINES=sqlite        a quick run without MariaDB; CI=true ignores it
 */

const LOCAL = 'mysql://root@127.0.0.1:3306';
const CONNECT_MS = 3000;
const START_MS = 30_000;
const STALE_SECONDS = 3 * 60 * 60;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export default async function globalSetup() {
  process.env.USAPI_TEST_MARIADB_URL = '';
  try {
    const url = await findMariadb();
    await dropStaleDatabases(url);
    process.env.USAPI_TEST_MARIADB_URL = url;
  } catch (error) {
    await globalThis.stopPrivateMariadb?.();
    const reason = error.message;
    if (process.env.CI === 'true')
      throw new Error(`CI=true tests on MariaDB too, and none can be had: ${reason}.`, { cause: error });
    // Jest leaves its own line on the terminal unfinished.
    process.stderr.write(
      `${process.stderr.isTTY ? '\n' : ''}The MariaDB half of the tests is skipped: ${reason}.\n`,
    );
  }
}

async function findMariadb() {
  if (process.env.USAPI_TEST_ENGINES === 'sqlite' && process.env.CI !== 'true')
    throw new Error('USAPI_TEST_ENGINES=sqlite');
  if (process.env.TEST_DATABASE_URL) return namedServer(process.env.TEST_DATABASE_URL);
  const local = await whyNotLocal();
  return local === undefined ? LOCAL : startPrivateServer(local);
}

/** A server somebody named is the only one tried: another in its place would be a test of something else. */
async function namedServer(address) {
  if (!URL.canParse(address) || new URL(address).protocol !== 'mysql:') {
    throw new Error('TEST_DATABASE_URL is not of the form mysql://user:password@host:port');
  }
  const url = new URL(address);
  url.pathname = '';
  try {
    await query(url.href, 'SELECT 1');
  } catch (error) {
    throw new Error(`the server of TEST_DATABASE_URL does not let us in (${nameOf(error)})`, {
      cause: error,
    });
  }
  return url.href;
}

async function whyNotLocal() {
  if (process.env.USAPI_TEST_SKIP_LOCAL_MARIADB === '1') return 'USAPI_TEST_SKIP_LOCAL_MARIADB=1';
  try {
    const [{ version }] = await query(LOCAL, 'SELECT VERSION() AS version');
    return version.includes('MariaDB') ? undefined : `127.0.0.1:3306 is not MariaDB (${version})`;
  } catch (error) {
    return `127.0.0.1:3306 does not let root in without a password (${nameOf(error)})`;
  }
}

async function startPrivateServer(reason) {
  const server = findProgram('mariadbd');
  if (server === undefined) throw new Error(`${reason}, and there is no mariadbd on the PATH`);
  try {
    return await privateServer(server);
  } catch (error) {
    throw new Error(`${reason}, and a private mariadbd does not start (${error.message})`, { cause: error });
  }
}

async function privateServer(program) {
  const deadline = Date.now() + START_MS;
  const directory = mkdtempSync(join(tmpdir(), 'usapi-mariadb-'));
  const started = { directory };
  stopAtTheEnd(started);
  const logFile = join(directory, 'server.log');
  const data = join(directory, 'data');
  mkdirSync(data);
  const options = ['--no-defaults', `--datadir=${data}`];
  if (process.getuid?.() === 0) options.push('--user=root');
  await installSystemTables(options);
  const port = await freePort();
  const log = openSync(logFile, 'a');
  started.child = spawn(
    program,
    [
      ...options,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(directory, 's.sock')}`,
      '--skip-grant-tables',
    ],
    { stdio: ['ignore', log, log] },
  );
  closeSync(log);
  await once(started.child, 'spawn');

  const url = `mysql://root@127.0.0.1:${port}`;
  await untilItAnswers(url, { child: started.child, deadline, logFile });
  return url;
}

/** Teardown stops it; a run that is interrupted or crashes never gets there and would leave a server behind. */
function stopAtTheEnd(started) {
  const stop = () => {
    // Nothing in it is worth keeping, so it is not asked to shut down in order.
    started.child?.kill('SIGKILL');
    rmSync(started.directory, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once('exit', stop);
  for (const signal of SIGNALS) process.once(signal, leave);
  globalThis.stopPrivateMariadb = async () => {
    process.off('exit', stop);
    for (const signal of SIGNALS) process.off(signal, leave);
    stop();
    if (isRunning(started.child)) await once(started.child, 'exit');
  };
}

/** A signal alone ends Node without an 'exit' event. */
const leave = (signal) => process.exit(128 + osConstants.signals[signal]);

const isRunning = (child) => child?.exitCode === null && child.signalCode === null;

/**
 * Makes it an ordinary server. Where the installer is absent or fails (as root it cannot take a space in the path)
 * mariadbd starts all the same, as it checks no grants; only parts of information_schema are missing then.
 */
async function installSystemTables(options) {
  const installer = findProgram('mariadb-install-db');
  if (installer === undefined) return;
  await promisify(execFile)(installer, [...options, '--skip-test-db'], { timeout: START_MS }).catch(
    () => undefined,
  );
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function untilItAnswers(url, { child, deadline, logFile }) {
  for (;;) {
    try {
      return await query(url, 'SELECT 1');
    } catch (error) {
      if (!isRunning(child)) throw new Error(firstError(logFile), { cause: error });
      if (Date.now() > deadline) throw new Error(`no answer in ${START_MS / 1000} s`, { cause: error });
    }
    await sleep(50);
  }
}

const firstError = (logFile) =>
  /\[ERROR\] (.*)/.exec(readFileSync(logFile, 'utf8'))?.[1] ?? 'it ended without a word';

/** Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => join(folder, name)).find((file) => isExecutable(file));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A killed run leaves its databases. The name carries the time of creation (engines.ts writes it), so age is read
 * from the name alone, and a name of any other form is never touched.
 */
async function dropStaleDatabases(url) {
  const now = Math.floor(Date.now() / 1000);
  const rows = await query(url, 'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA');
  for (const { name } of rows) {
    const born = /^usapi_test_([0-9a-z]+)_[0-9a-f]{12}$/.exec(name)?.[1];
    if (born !== undefined && now - Number.parseInt(born, 36) > STALE_SECONDS) await dropIfIdle(url, name);
  }
}

/** One that is still held open, or was dropped meanwhile by another run, is no reason to test nothing. */
async function dropIfIdle(url, name) {
  try {
    await query(url, `SET STATEMENT lock_wait_timeout = 2 FOR DROP DATABASE IF EXISTS ${name}`);
  } catch (error) {
    process.stderr.write(`The old test database ${name} stays (${nameOf(error)}).\n`);
  }
}

async function query(uri, sql) {
  const connection = await createConnection({ uri, connectTimeout: CONNECT_MS });
  try {
    const [rows] = await connection.query(sql);
    return rows;
  } finally {
    await connection.end();
  }
}

/** A refused connection to a name with two addresses has a code and an empty message. */
const nameOf = (error) => error.code ?? error.message;
