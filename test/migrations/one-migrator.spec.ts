import { setTimeout as sleep } from 'node:timers/promises';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Migrator } from '@app/database';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';

let during: (runner: QueryRunner) => Promise<unknown>;

/** One more migration than the product has. */
class OneMore implements MigrationInterface {
  readonly name = 'OneMore9999999999999';
  up(runner: QueryRunner): Promise<void> {
    return during(runner).then(() => undefined);
  }
  async down(): Promise<void> {
    // nothing to take back
  }
}

// The failures and long statements below are meant.
beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(new ConsoleLogger()));

describe.each(engines)('A migrator on %s', (engine) => {
  let database: OpenedDatabase;
  let source: DataSource;
  let migrator: Migrator;
  beforeEach(async () => {
    database = await openMigrated(engine);
    const { options } = database.writer;
    const more = { migrations: [...(options.migrations as (typeof OneMore)[]), OneMore] };
    source = await new DataSource({ ...options, ...more, maxQueryExecutionTime: 300 }).initialize();
    migrator = new Migrator(source, database.clock);
  });
  afterEach(async () => {
    jest.useRealTimers();
    await source.destroy();
    await database.close();
  });

  const leasedUntil = async (): Promise<Date> => {
    const [lock] = await source.getRepository<{ leasedUntil: Date }>('MigrationLock').find();
    return lock?.leasedUntil ?? new Date(Number.NaN);
  };

  it('that fails leaves the lock free, and nothing of the step that failed is marked as done', async () => {
    during = () => Promise.reject(new Error('no'));
    await expect(migrator.up()).rejects.toThrow('no');
    expect(await migrator.pending()).toEqual(['OneMore9999999999999']);
    during = async () => undefined;
    expect(await migrator.up()).toEqual(['OneMore9999999999999']);
  });

  it('keeps its lease for as long as it works', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask', 'Date'] });
    const ends: Date[] = [];
    during = async () => {
      ends.push(await leasedUntil());
      database.clock.advance(100);
      jest.advanceTimersByTime(30_000);
      await sleep(100);
      ends.push(await leasedUntil());
    };
    await migrator.up();
    expect((ends[1]?.getTime() ?? 0) - (ends[0]?.getTime() ?? 0)).toBe(100_000);
  });

  (engine === 'mariadb' ? it : it.skip)('takes as long as a large table needs', async () => {
    during = (runner) => runner.query('DO SLEEP(0.6)');
    await expect(source.query('DO SLEEP(0.6)')).rejects.toThrow();
    expect(await migrator.up()).toEqual(['OneMore9999999999999']);
  });
});
