import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '@app/transactions';
import { ownTime } from '../harness/busy-machine.js';
import { engines } from '../harness/engines.js';
import { openEmpty, type OpenedDatabase } from '../harness/opened-database.js';
import { Scratch } from './scratch.js';

describe.each(engines)('Units of work that meet on %s', (engine) => {
  let database: OpenedDatabase;
  let scratch: Scratch;
  beforeEach(async () => {
    database = await openEmpty(engine);
    scratch = new Scratch(database);
    await scratch.create();
    await database.unit.run(() => scratch.insert(1, 2));
  });
  afterEach(() => database.close());

  it('lose none of 200 increments at once, and keep none of those rolled back', async () => {
    const work = Array.from({ length: 200 }, (_, index) =>
      database.unit.run(async () => {
        await scratch.increment(1);
        if (index % 10 === 0) throw new Error('given up');
      }),
    );
    const outcomes = await Promise.allSettled(work);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    expect(await scratch.valueOf(1)).toBe(180);
  });

  it('lose none of 200 increments that read first, where the read locks the row', async () => {
    const reading =
      engine === 'mariadb'
        ? 'SELECT n FROM scratch WHERE id = 1 FOR UPDATE'
        : 'SELECT n FROM scratch WHERE id = 1';
    const one = async (): Promise<void> => {
      const [row]: { n: number }[] = await database.unit.manager.query(reading);
      await database.unit.manager.query('UPDATE scratch SET n = ? WHERE id = 1', [(row?.n ?? 0) + 1]);
    };
    await Promise.all(Array.from({ length: 200 }, () => database.unit.run(one)));
    expect(await scratch.valueOf(1)).toBe(200);
  });

  it('both end well when they take the same rows in opposite order', async () => {
    let tries = 0;
    const told: string[] = [];
    const crossing = (first: number, second: number): Promise<void> =>
      database.unit.run(async () => {
        tries++;
        await scratch.increment(first);
        await sleep(100);
        await scratch.increment(second);
        database.unit.onCommit(() => told.push(`from ${first}`));
      });
    await Promise.all([crossing(1, 2), crossing(2, 1)]);
    expect([await scratch.valueOf(1), await scratch.valueOf(2)]).toEqual([2, 2]);
    expect(told.toSorted()).toEqual(['from 1', 'from 2']);
    // InnoDB ends a deadlock by rolling one of the two back; SQLite's units take turns and never meet.
    expect(tries).toBe(engine === 'mariadb' ? 3 : 2);
  });

  it('are not repeated for a fault that would come again', async () => {
    let tries = 0;
    const doubled = database.unit.run(async () => {
      tries++;
      await scratch.insert(1);
    });
    await expect(doubled).rejects.toThrow(/UNIQUE|Duplicate/);
    expect(tries).toBe(1);
  });
});

/** The one writer of the embedded file is a process; a command beside it is another. */
describe('A unit of work on sqlite, with a command of another process beside it', () => {
  let database: OpenedDatabase;
  let scratch: Scratch;
  let command: DataSource;
  beforeEach(async () => {
    database = await openEmpty('sqlite');
    scratch = new Scratch(database);
    await scratch.create();
    command = await new DataSource(database.writer.options).initialize();
  });
  afterEach(async () => {
    await command.destroy();
    await database.close();
  });

  it('waits for its short transaction, and keeps the event loop free meanwhile', async () => {
    await command.query('BEGIN IMMEDIATE');
    const waiting = database.unit.run(() => scratch.insert(1));
    const longest = await longestStall(250);
    await command.query('COMMIT');
    await waiting;
    expect(await scratch.committed()).toEqual([1]);
    expect(longest).toBeLessThan(150);
  });

  it('gives up when it does not end, and has kept nothing', async () => {
    await command.query('BEGIN IMMEDIATE');
    await expect(database.unit.run(() => scratch.insert(1))).rejects.toThrow(/locked/);
    await command.query('COMMIT');
    expect(await scratch.committed()).toEqual([]);
    await database.unit.run(() => scratch.insert(2));
    expect(await scratch.committed()).toEqual([2]);
  });

  it('lets a command write between its own units, and a unit of its own between the command’s', async () => {
    const beside = new UnitOfWork(command, database.reader);
    await Promise.all([...twentyRows(database.unit, 100), ...twentyRows(beside, 200)]);
    expect(await scratch.committed()).toHaveLength(40);
  });
});

const twentyRows = (unit: UnitOfWork, from: number): Promise<unknown>[] =>
  Array.from({ length: 20 }, (_, index) =>
    unit.run(() => unit.manager.query('INSERT INTO scratch VALUES (?, 0)', [from + index])),
  );

/** The longest time, within `ms`, in which nothing else could run. */
async function longestStall(ms: number): Promise<number> {
  let longest = 0;
  for (const end = performance.now() + ms; performance.now() < end;) {
    const stalled = ownTime();
    await sleep(5);
    longest = Math.max(longest, stalled());
  }
  return longest;
}
