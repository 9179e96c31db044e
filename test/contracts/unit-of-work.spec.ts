import { setTimeout as sleep } from 'node:timers/promises';
import { engines } from '../harness/engines.js';
import { openEmpty, type OpenedDatabase } from '../harness/opened-database.js';
import { Scratch } from './scratch.js';

describe.each(engines)('A unit of work on %s', (engine) => {
  let database: OpenedDatabase;
  let scratch: Scratch;
  beforeAll(async () => {
    database = await openEmpty(engine);
    scratch = new Scratch(database);
    await scratch.create();
  });
  afterEach(() => scratch.clear());
  afterAll(() => database.close());

  const failing = (...ids: readonly number[]): Promise<never> =>
    database.unit.run(async () => {
      await scratch.insert(...ids);
      await sleep(20);
      throw new Error('given up');
    });

  it('keeps nothing of the one that failed and all of those beside it', async () => {
    const outcomes = await Promise.allSettled([
      failing(1, 2),
      database.unit.run(async () => {
        await scratch.insert(3);
        await sleep(30);
        await scratch.insert(4);
      }),
      failing(5),
      database.unit.run(() => scratch.insert(6)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await scratch.committed()).toEqual([3, 4, 6]);
  });

  it('loses no write that another unit’s roll-back meets half-way', async () => {
    const failed = Promise.allSettled([failing(1)]);
    await sleep(5);
    await database.unit.run(() => scratch.insert(2));
    expect(await failed).toMatchObject([{ status: 'rejected' }]);
    expect(await scratch.committed()).toEqual([2]);
  });

  it('takes a nested unit in: both are kept, or neither', async () => {
    await database.unit.run(async () => {
      await scratch.insert(1);
      await database.unit.run(() => scratch.insert(2));
    });
    const broken = database.unit.run(async () => {
      await database.unit.run(() => scratch.insert(3));
      throw new Error('given up');
    });
    await expect(broken).rejects.toThrow('given up');
    expect(await scratch.committed()).toEqual([1, 2]);
  });

  it('answers what the work answered, and throws what it threw', async () => {
    expect(await database.unit.run(async () => 'done')).toBe('done');
    const fault = new Error('this very one');
    await expect(database.unit.run(() => Promise.reject(fault))).rejects.toBe(fault);
  });

  it('shows nobody what it has not committed', async () => {
    await database.unit.run(async () => {
      await scratch.insert(1);
      expect(await scratch.committed()).toEqual([]);
      expect(await database.unit.view.query('SELECT id FROM scratch')).toEqual([{ id: 1 }]);
    });
    expect(await scratch.committed()).toEqual([1]);
    expect(await database.unit.view.query('SELECT id FROM scratch')).toEqual([{ id: 1 }]);
  });

  it('holds up no reader while it takes its time, and shows it nothing', async () => {
    const read = Promise.withResolvers<void>();
    const slow = database.unit.run(async () => {
      await scratch.insert(1);
      await read.promise;
    });
    await sleep(20);
    expect(await scratch.committed()).toEqual([]);
    expect(await database.unit.view.query('SELECT id FROM scratch')).toEqual([]);
    read.resolve();
    await slow;
  });

  it('refuses a step that nobody awaited: it would write outside of every transaction', async () => {
    let late: Promise<void> | undefined;
    await database.unit.run(async () => {
      late = sleep(20).then(() => scratch.insert(1));
    });
    await expect(late).rejects.toThrow('is a step inside it not awaited?');
    expect(await scratch.committed()).toEqual([]);
  });

  it('refuses to read or to promise anything in a step that nobody awaited', async () => {
    const late: Promise<unknown>[] = [];
    await database.unit.run(async () => {
      late.push(sleep(20).then(() => database.unit.view.query('SELECT 1')));
      late.push(sleep(20).then(() => database.unit.onCommit(() => undefined)));
    });
    const outcomes = await Promise.allSettled(late);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('is needed to write at all', () => {
    expect(() => database.unit.manager).toThrow('Writing needs an open unit of work');
    expect(() => database.unit.onCommit(() => undefined)).toThrow('Only an open unit of work commits');
  });

  it('tells after the commit, in order, when the others can see it', async () => {
    const told: Promise<number[]>[] = [];
    await database.unit.run(async () => {
      await scratch.insert(1);
      await database.unit.run(async () => database.unit.onCommit(() => told.push(scratch.committed())));
      await sleep(20);
      expect(told).toEqual([]);
    });
    expect(await Promise.all(told)).toEqual([[1]]);
  });

  it('tells nothing of what was rolled back', async () => {
    const told: string[] = [];
    const broken = database.unit.run(async () => {
      database.unit.onCommit(() => told.push('never'));
      await failing(1);
    });
    await expect(broken).rejects.toThrow('given up');
    expect(told).toEqual([]);
  });
});
