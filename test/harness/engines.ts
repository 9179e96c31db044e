import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

export type Engine = 'sqlite' | 'mariadb';

/** Where global-setup.mjs found MariaDB; '' when there is none or USAPI_TEST_ENGINES=sqlite asked for a quick run. */
const server = process.env['USAPI_TEST_MARIADB_URL'] ?? '';

/** For `describe.each(engines)`: SQLite always, MariaDB when one was found. */
export const engines: readonly Engine[] = server === '' ? ['sqlite'] : ['sqlite', 'mariadb'];

/** `describe` for what only a server shows. Without one the set-up has said so, or failed with CI=true. */
export const describeOnMariadb = server === '' ? describe.skip : describe;

export interface EmptyDatabase {
  /** As DATABASE_URL takes it. */
  readonly url: string;
  /** A folder of the suite's own, on either engine, as DATA_DIR takes it. */
  readonly directory: string;
  /** Removes database and folder; on MariaDB it waits for transactions still open there. */
  drop(): Promise<void>;
}

/** A database nobody else uses, without a table: migrations are for the suite to run. */
export async function emptyDatabase(engine: Engine): Promise<EmptyDatabase> {
  return engine === 'sqlite' ? emptySqlite() : emptyMariadb();
}

/** A file, never `:memory:`: the read-only connection beside the writer could not see that. */
async function emptySqlite(): Promise<EmptyDatabase> {
  const directory = await temporaryDirectory();
  return { url: `sqlite:${join(directory, 'usapi.db')}`, directory, drop: () => remove(directory) };
}

async function emptyMariadb(): Promise<EmptyDatabase> {
  const name = newDatabaseName();
  await administer(`CREATE DATABASE ${name}`);
  const directory = await temporaryDirectory();
  const url = new URL(server);
  url.pathname = name;
  const drop = async (): Promise<void> => {
    await remove(directory);
    await administer(`DROP DATABASE IF EXISTS ${name}`);
  };
  return { url: url.href, directory, drop };
}

/** The time of creation is in the name: by it global-setup.mjs knows what killed runs have left. */
function newDatabaseName(): string {
  const born = Math.floor(Date.now() / 1000).toString(36);
  return `usapi_test_${born}_${randomBytes(6).toString('hex')}`;
}

async function administer(statement: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

const temporaryDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'usapi-test-'));

const remove = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true });
