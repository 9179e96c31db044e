import { setTimeout as sleep } from 'node:timers/promises';
import { FailureDelay } from '@app/limits';
import { isUniqueViolation, type UnitOfWork } from '@app/transactions';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';

const at = (milliseconds: number): Date => new Date(Date.UTC(2026, 10, 20, 1, 2, 3, milliseconds));
type Source = Parameters<UnitOfWork['insertIf']>[1];

const rowOf = (keyDigest: string): FailureDelay =>
  Object.assign(new FailureDelay(), { keyDigest, failures: 7, lastFailedAt: at(45), delayedUntil: at(0) });

describe.each(engines)('A row that is a unit of work by itself, on %s', (engine) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await openMigrated(engine);
  });
  afterEach(() => database.writer.query('DELETE FROM failure_delays'));
  afterAll(() => database.close());

  /** Depends on nothing but a row that is always there. */
  const always = { sql: 'FROM (SELECT 1 AS one) AS anything', values: [] };
  const insert = (row: FailureDelay, source: Source = always): Promise<boolean> =>
    database.unit.insertIf(row, source);
  const kept = async (): Promise<string[]> =>
    (await database.reader.manager.find(FailureDelay, { order: { keyDigest: 'ASC' } })).map(
      ({ keyDigest }) => keyDigest,
    );

  it('is stored as it is, to the millisecond', async () => {
    const row = rowOf('a "quoted" one \\ ?');
    await insert(row);
    expect(await database.reader.manager.find(FailureDelay)).toEqual([row]);
  });

  it('says when its key is taken', async () => {
    await insert(rowOf('one'));
    const second = await insert(rowOf('one')).catch((error: unknown) => error);
    expect(isUniqueViolation(second)).toBe(true);
  });

  const ifUntouched = { sql: 'FROM failure_delays WHERE key_digest = ? AND failures = 7', values: ['one'] };

  it('is stored only where what it depends on is there', async () => {
    expect(await insert(rowOf('other'), ifUntouched)).toBe(false);
    await insert(rowOf('one'));
    expect(await insert(rowOf('other'), ifUntouched)).toBe(true);
    expect(await database.unit.run(() => insert(rowOf('third'), ifUntouched))).toBe(true);
    expect(await kept()).toEqual(['one', 'other', 'third']);
  });

  it('waits for a unit that is changing what it depends on', async () => {
    await insert(rowOf('one'));
    const changing = database.unit.run(async () => {
      await database.unit.manager.update(FailureDelay, { keyDigest: 'one' }, { failures: 8 });
      await sleep(100);
    });
    await sleep(20);
    expect(await insert(rowOf('other'), ifUntouched)).toBe(false);
    await changing;
    expect(await kept()).toEqual(['one']);
  });

  it('is part of the unit around it, and goes with it', async () => {
    const broken = database.unit.run(async () => {
      await insert(rowOf('gone'));
      throw new Error('given up');
    });
    await expect(broken).rejects.toThrow('given up');
    await database.unit.run(() => insert(rowOf('kept')));
    expect(await kept()).toEqual(['kept']);
  });

  it('is no part of a unit beside it that rolls back', async () => {
    const beside = database.unit.run(async () => {
      await insert(rowOf('gone'));
      await sleep(50);
      throw new Error('given up');
    });
    await sleep(10);
    await Promise.allSettled([beside, insert(rowOf('kept'))]);
    expect(await kept()).toEqual(['kept']);
  });
});
