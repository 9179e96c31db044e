import { DataSource } from 'typeorm';
import type { Clock } from '@app/clock';
import { MigrationLease } from './migration-lease.js';

/** One migration and whether the database has it. */
export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}

/** Brings the schema up or one step down. Of several at once one does it, the others wait and find nothing left to do. */
export class Migrator {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Runs what is pending, in order. @returns the names that ran */
  up(): Promise<string[]> {
    return this.locked(() => unhurried(this.source, runAll));
  }

  /** Takes back the latest one. @returns its name, or null when there is none */
  down(): Promise<string | null> {
    return this.locked(async () => {
      const latest = (await this.status()).findLast(({ applied }) => applied);
      if (latest) await unhurried(this.source, (source) => source.undoLastMigration());
      return latest?.name ?? null;
    });
  }

  async status(): Promise<MigrationState[]> {
    const known = this.source.migrations.map((migration) => migration.name ?? '');
    const runner = this.source.createQueryRunner();
    try {
      const begun = await runner.hasTable('migrations');
      const rows: { name: string }[] = begun ? await runner.query('SELECT name FROM migrations') : [];
      const applied = new Set(rows.map(({ name }) => name));
      return known.map((name) => ({ name, applied: applied.has(name) }));
    } finally {
      await runner.release();
    }
  }

  async pending(): Promise<string[]> {
    return (await this.status()).filter(({ applied }) => !applied).map(({ name }) => name);
  }

  private locked<Result>(work: () => Promise<Result>): Promise<Result> {
    return new MigrationLease(this.source, this.clock).during(work);
  }
}

async function runAll(source: DataSource): Promise<string[]> {
  return (await source.runMigrations()).map(({ name }) => name);
}

/** On MySQL and MariaDB a pool without the time limits of requests: rebuilding a large table takes what it takes. */
async function unhurried<Result>(
  source: DataSource,
  work: (source: DataSource) => Promise<Result>,
): Promise<Result> {
  if (source.options.type !== 'mysql') return work(source);
  const own = await new DataSource({
    ...source.options,
    enableQueryTimeout: false,
    poolSize: 2,
  }).initialize();
  try {
    return await work(own);
  } finally {
    await own.destroy();
  }
}
