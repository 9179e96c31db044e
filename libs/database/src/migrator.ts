import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LessThanOrEqual, type DataSource } from 'typeorm';
import { Clock } from '@app/clock';
import { MigrationLock } from './migration-lock.entity.js';

/** One migration and whether the database has it. */
export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}

/** Seconds a migrator is believed to be alive without a word; long enough for the slowest single migration. */
const lease = 120;
/** Seconds to wait for another migrator before giving up. */
const patience = 180;

const createLock = {
  mysql: `CREATE TABLE IF NOT EXISTS migration_lock (
    name varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    leased_until datetime(3) NOT NULL,
    PRIMARY KEY (name)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  sqlite: `CREATE TABLE IF NOT EXISTS "migration_lock" (
    "name" varchar(20) PRIMARY KEY NOT NULL,
    "holder" varchar(36) NOT NULL,
    "leased_until" datetime(3) NOT NULL
  )`,
};

/**
 * Brings the schema up or one step down. The lock is a row with a lease rather than GET_LOCK, which Galera does not
 * share between nodes; of several replicas one migrates, the others wait and find nothing left to do.
 */
export class Migrator {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Runs what is pending, in order. @returns the names that ran */
  up(): Promise<string[]> {
    return this.locked(async () => (await this.source.runMigrations()).map(({ name }) => name));
  }

  /** Takes back the latest one. @returns its name, or null when there is none */
  down(): Promise<string | null> {
    return this.locked(async () => {
      const latest = (await this.status()).findLast(({ applied }) => applied);
      if (latest) await this.source.undoLastMigration();
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

  private async locked<Result>(work: () => Promise<Result>): Promise<Result> {
    const holder = randomUUID();
    await this.source.query(this.source.options.type === 'mysql' ? createLock.mysql : createLock.sqlite);
    await this.acquire(holder);
    try {
      return await work();
    } finally {
      await this.source.manager.update(
        MigrationLock,
        { name: 'migrations', holder },
        { leasedUntil: new Date(0) },
      );
    }
  }

  private async acquire(holder: string): Promise<void> {
    const never = new Date(0);
    const insert = this.source
      .createQueryBuilder()
      .insert()
      .into(MigrationLock)
      .orIgnore()
      .updateEntity(false);
    await insert.values({ name: 'migrations', holder: '', leasedUntil: never }).execute();
    for (const deadline = this.clock.now().getTime() + patience * 1000; ; await sleep(250)) {
      const now = this.clock.now();
      const free = { name: 'migrations', leasedUntil: LessThanOrEqual(now) };
      const leasedUntil = new Date(now.getTime() + lease * 1000);
      const { affected } = await this.source.manager.update(MigrationLock, free, { holder, leasedUntil });
      if (affected === 1) return;
      if (now.getTime() > deadline)
        throw new Error('Another migration is running; try again when it has ended.');
    }
  }
}
