import { SystemClock, type Clock } from '@app/clock';
import { MigrationsPending, Migrator, openReader, openWriter } from '@app/database';
import { loadEnvFile } from '@app/processes';
import { readSettings, type Settings } from '@app/settings';
import { UnitOfWork, type Reader } from '@app/transactions';

/** What a command works with. */
export interface Context {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly migrator: Migrator;
  readonly unit: UnitOfWork;
  readonly reader: Reader;
}

/** The environment's settings, `.env` included in development. @throws SettingsFault */
export function settingsOfProcess(): Settings {
  loadEnvFile();
  return readSettings(process.env);
}

/**
 * Opens the database for one command and closes it whatever happens. The embedded one too may be in use by a service:
 * a command writes in short units, which both sides repeat when they meet.
 */
export async function withDatabase<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
  const settings = settingsOfProcess();
  const clock = new SystemClock();
  const writer = await openWriter(settings.storage.database);
  try {
    const reader = await openReader(settings.storage.database, writer);
    try {
      const unit = new UnitOfWork(writer, reader);
      return await work({ settings, clock, unit, reader, migrator: new Migrator(writer, clock) });
    } finally {
      await reader.close();
    }
  } finally {
    if (writer.isInitialized) await writer.destroy();
  }
}

/** `withDatabase` for a command that needs this version's tables. @throws MigrationsPending */
export function withMigratedDatabase<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
  return withDatabase(async (context) => {
    const pending = await context.migrator.pending();
    if (pending.length > 0) throw new MigrationsPending(pending);
    return work(context);
  });
}
