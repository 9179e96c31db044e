import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseLocation } from '@app/settings';
import { Reader } from '@app/transactions';
import { openingFault } from './database-unreachable.js';
import { entities } from './entities.js';
import { MigrationLock } from './migration-lock.entity.js';
import { mysqlMigrations } from './migrations/mysql/index.js';
import { sqliteMigrations } from './migrations/sqlite/index.js';
import { limitPatience } from './pool-patience.js';
import { StatementLog } from './statement-log.js';

/**
 * Milliseconds. Together less than the five seconds in which every answer comes, so that a database that hangs is told
 * as 503 in time (SECURITY D).
 */
const statementTimeout = 3000;
const connectionTimeout = 1500;
/** Enough to keep two cores busy with short statements. */
const poolSize = 32;
/** Waiting for a connection is bounded: past this many the caller is told at once. */
const poolQueue = 1000;
// The driver is synchronous: while it waits for another process's lock nothing else runs (docs/architecture.md).
const busyTimeout = 50;

const everywhere = {
  entities: [...entities, MigrationLock],
  synchronize: false,
  migrationsTransactionMode: 'each' as const,
  logger: new StatementLog(),
};

const mysqlOptions = (url: string): DataSourceOptions => ({
  ...everywhere,
  type: 'mysql',
  url,
  migrations: mysqlMigrations,
  charset: 'utf8mb4',
  timezone: 'Z',
  dateStrings: ['DATE'],
  connectTimeout: connectionTimeout,
  enableQueryTimeout: true,
  maxQueryExecutionTime: statementTimeout,
  poolSize,
  extra: { queueLimit: poolQueue },
});

const sqliteOptions = (file: string): DataSourceOptions => ({
  ...everywhere,
  type: 'better-sqlite3',
  database: file,
  migrations: sqliteMigrations,
  enableWAL: true,
  timeout: busyTimeout,
  // A committed transaction must survive a power cut, not only a crash of the process.
  prepareDatabase: (connection: { pragma(text: string): void }) => connection.pragma('synchronous = FULL'),
});

/**
 * The connection that writes, opened.
 * @throws DatabaseUnreachable
 */
export async function openWriter(location: DatabaseLocation): Promise<DataSource> {
  try {
    if (location.engine === 'sqlite') mkdirSync(dirname(location.file), { recursive: true });
    const options = location.engine === 'sqlite' ? sqliteOptions(location.file) : mysqlOptions(location.url);
    const source = await new DataSource(options).initialize();
    if (location.engine === 'mysql') limitPatience(source, connectionTimeout);
    return source;
  } catch (error) {
    throw openingFault(location, error);
  }
}

/** The connection that reads. Opened after the writer, which creates the file. */
export async function openReader(location: DatabaseLocation, writer: DataSource): Promise<Reader> {
  if (location.engine === 'mysql') return new Reader(writer);
  const source = new DataSource({
    ...everywhere,
    type: 'better-sqlite3',
    database: location.file,
    readonly: true,
    timeout: busyTimeout,
  });
  return new Reader(await source.initialize());
}
