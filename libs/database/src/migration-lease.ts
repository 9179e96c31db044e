import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LessThanOrEqual, type DataSource } from 'typeorm';
import { secondsAfter, type Clock } from '@app/clock';
import { isTransientConflict } from '@app/transactions';
import { MigrationLock } from './migration-lock.entity.js';

/** Seconds a migrator is believed to be alive without a word; it gives a word four times as often. */
const lease = 120;
/** Seconds to wait for another migrator before giving up. */
const patience = 180;
/** Milliseconds between two looks at a lock that somebody holds. */
const pause = 250;

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

const name = 'migrations';
const never = new Date(0);

/**
 * Lets one migrator work at a time. A row with a lease rather than GET_LOCK, which Galera does not share between nodes;
 * a migrator that dies is waited for no longer than its lease.
 */
export class MigrationLease {
  private readonly holder = randomUUID();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Does `work` while nobody else migrates. @throws Error when another migrator does not end */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.acquire();
    const heartbeat = setInterval(() => void this.renew().catch(() => undefined), (lease / 4) * 1000);
    try {
      return await work();
    } finally {
      clearInterval(heartbeat);
      // What was done is done: a lock that cannot be given back ends with its lease.
      await this.release().catch(() => undefined);
    }
  }

  private async acquire(): Promise<void> {
    const deadline = secondsAfter(this.clock.now(), patience);
    while (!(await this.take())) {
      if (this.clock.now() > deadline)
        throw new Error('Another migration is running; try again when it has ended.');
      await sleep(pause);
    }
  }

  /** Whether the lock is ours now. SQLite's own lock, held by another process, is one more reason to wait. */
  private async take(): Promise<boolean> {
    try {
      await this.source.query(this.source.options.type === 'mysql' ? createLock.mysql : createLock.sqlite);
      const insert = this.source.createQueryBuilder().insert().into(MigrationLock).orIgnore();
      await insert.values({ name, holder: '', leasedUntil: never }).updateEntity(false).execute();
      const free = { name, leasedUntil: LessThanOrEqual(this.clock.now()) };
      const taken = { holder: this.holder, leasedUntil: this.end() };
      const { affected } = await this.source.manager.update(MigrationLock, free, taken);
      return affected === 1;
    } catch (error) {
      if (isTransientConflict(error)) return false;
      throw error;
    }
  }

  private async renew(): Promise<void> {
    await this.source.manager.update(
      MigrationLock,
      { name, holder: this.holder },
      { leasedUntil: this.end() },
    );
  }

  private async release(): Promise<void> {
    await this.source.manager.update(MigrationLock, { name, holder: this.holder }, { leasedUntil: never });
  }

  private end(): Date {
    return secondsAfter(this.clock.now(), lease);
  }
}
