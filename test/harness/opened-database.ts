import type { DataSource } from 'typeorm';
import { Migrator, openReader, openWriter } from '@app/database';
import { readSettings, type DatabaseLocation } from '@app/settings';
import { UnitOfWork, type Reader } from '@app/transactions';
import { emptyDatabase, type EmptyDatabase, type Engine } from './engines.js';
import { FrozenClock } from './frozen-clock.js';

/** The connections a service process has, without the service. */
export interface OpenedDatabase {
  readonly engine: Engine;
  readonly place: EmptyDatabase;
  readonly location: DatabaseLocation;
  readonly writer: DataSource;
  readonly reader: Reader;
  readonly unit: UnitOfWork;
  readonly migrator: Migrator;
  readonly clock: FrozenClock;
  close(): Promise<void>;
}

export const locationOf = ({ url, directory }: EmptyDatabase): DatabaseLocation =>
  readSettings({ NODE_ENV: 'test', DATA_DIR: directory, DATABASE_URL: url }).storage.database;

/** A database without a table. */
export async function openEmpty(engine: Engine): Promise<OpenedDatabase> {
  const place = await emptyDatabase(engine);
  const location = locationOf(place);
  const writer = await openWriter(location);
  const reader = await openReader(location, writer);
  const clock = new FrozenClock();
  const close = async (): Promise<void> => {
    await reader.close();
    if (writer.isInitialized) await writer.destroy();
    await place.drop();
  };
  const unit = new UnitOfWork(writer, reader);
  return {
    engine,
    place,
    location,
    writer,
    reader,
    unit,
    migrator: new Migrator(writer, clock),
    clock,
    close,
  };
}

/** A database as the latest migration leaves it. */
export async function openMigrated(engine: Engine): Promise<OpenedDatabase> {
  const opened = await openEmpty(engine);
  await opened.migrator.up();
  return opened;
}
