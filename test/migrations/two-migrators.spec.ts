import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Migrator, openWriter } from '@app/database';
import { engines } from '../harness/engines.js';
import { openEmpty, type OpenedDatabase } from '../harness/opened-database.js';

describe.each(engines)('Two migrators on one database, on %s', (engine) => {
  let database: OpenedDatabase;
  let second: DataSource;
  beforeEach(async () => {
    database = await openEmpty(engine);
    second = await openWriter(database.location);
  });
  afterEach(async () => {
    await second.destroy();
    await database.close();
  });

  /** Says, as a migrator of some other process, that it migrates until `seconds` from now. */
  async function holdElsewhere(seconds: number): Promise<void> {
    await database.migrator.down(); // brings the lock's table
    const leasedUntil = new Date(database.clock.now().getTime() + seconds * 1000);
    const claim = second
      .createQueryBuilder()
      .update('MigrationLock')
      .set({ holder: 'someone else', leasedUntil });
    expect((await claim.execute()).affected).toBe(1);
  }

  it('that start at the same moment: one runs, the other waits and finds nothing to do', async () => {
    const all = database.writer.migrations.map(({ name = '' }) => name);
    const other = new Migrator(second, database.clock);
    const ran = await Promise.all([database.migrator.up(), other.up()]);
    expect(ran.toSorted((one, two) => one.length - two.length)).toEqual([[], all]);
    expect(await other.pending()).toEqual([]);
  });

  it('wait while the lease of the other holds', async () => {
    await holdElsewhere(60);
    let ended = false;
    const run = database.migrator.up().then(() => (ended = true));
    await sleep(600);
    expect(ended).toBe(false);
    expect(await database.migrator.pending()).not.toEqual([]);
    database.clock.advance(60);
    await run;
    expect(await database.migrator.pending()).toEqual([]);
  });

  it('do not wait for one that died: its lease ends', async () => {
    await holdElsewhere(60);
    database.clock.advance(60);
    expect(await database.migrator.up()).not.toEqual([]);
  });

  it('give up with a word when the other never ends', async () => {
    await holdElsewhere(3600);
    const run = Promise.allSettled([database.migrator.up()]);
    await sleep(100);
    database.clock.advance(200);
    const [{ status, reason }] = (await run) as [PromiseRejectedResult];
    expect([status, (reason as Error).message]).toEqual([
      'rejected',
      'Another migration is running; try again when it has ended.',
    ]);
  });

  it('wait out a short write of another process', async () => {
    await database.migrator.down();
    const runner = second.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`UPDATE migration_lock SET holder = 'someone else'`);
    const run = database.migrator.up();
    await sleep(200);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await run).not.toEqual([]);
  });
});
