import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { limitPatience } from '@app/database';
import { isDatabaseAway, Reader, UnitOfWork } from '@app/transactions';
import { describeOnMariadb } from '../harness/engines.js';
import { openEmpty, type OpenedDatabase } from '../harness/opened-database.js';

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => error,
  );

describeOnMariadb('Patience with a database that is silent', () => {
  let database: OpenedDatabase;
  let source: DataSource;
  let reader: Reader;
  let unit: UnitOfWork;
  beforeAll(async () => {
    database = await openEmpty('mariadb');
  });
  afterEach(() => source.destroy());
  afterAll(() => database.close());

  /** One connection, two places in the queue for it; limits in milliseconds. */
  async function open(forStatement: number, forConnection: number): Promise<void> {
    const given = database.writer.options;
    const narrow = { poolSize: 1, extra: { queueLimit: 2 }, maxQueryExecutionTime: forStatement };
    source = await new DataSource({ ...given, ...narrow } as DataSourceOptions).initialize();
    limitPatience(source, forConnection);
    reader = new Reader(source);
    unit = new UnitOfWork(source, reader);
  }
  const asleep = (seconds: number): Promise<unknown> => reader.rows(`SELECT SLEEP(${seconds})`, []);
  const untilAsleep = async (): Promise<{ id: number }[]> => {
    const sql = `SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'SELECT SLEEP%'`;
    for (const end = Date.now() + 5000; Date.now() < end; await sleep(20)) {
      const found: { id: number }[] = await database.writer.query(sql);
      if (found.length > 0) return found;
    }
    throw new Error('Nobody is asleep');
  };
  const works = async (): Promise<unknown> => (await reader.rows<{ one: number }>('SELECT 1 AS one', []))[0];

  it('gives a statement up, and its connection with it', async () => {
    await open(500, 5000);
    expect(isDatabaseAway(await faultOf(asleep(60)))).toBe(true);
    expect(await works()).toEqual({ one: 1 });
  });

  it('outlives a connection that ends under a statement', async () => {
    await open(500, 5000);
    const asked = faultOf(asleep(60));
    const [found] = await untilAsleep();
    await database.writer.query(`KILL CONNECTION ${found?.id}`);
    expect(isDatabaseAway(await asked)).toBe(true);
    // Past the statement's time limit, of which the driver tells a connection that is gone.
    await sleep(1000);
    expect(await works()).toEqual({ one: 1 });
  });

  it('waits behind no statement to roll back', async () => {
    await open(500, 5000);
    expect(isDatabaseAway(await faultOf(unit.run(() => unit.manager.query('SELECT SLEEP(60)'))))).toBe(true);
    expect(await unit.run(() => unit.manager.query('SELECT 2 AS two'))).toEqual([{ two: 2 }]);
  });

  it('waits for no connection longer than it should, and loses none', async () => {
    await open(30_000, 500);
    let isBusy = true;
    const busy = faultOf(asleep(4)).finally(() => (isBusy = false));
    await sleep(50);
    const waiting = [faultOf(works()), faultOf(unit.run(works))];
    for (const fault of await Promise.all(waiting)) expect(isDatabaseAway(fault)).toBe(true);
    expect(isBusy).toBe(true);
    expect(await busy).toBe('none');
    expect(await works()).toEqual({ one: 1 });
  });

  it('waits for its turn as long as others get theirs', async () => {
    await open(30_000, 1500);
    const turns = [asleep(1), asleep(1), works()].map(faultOf);
    expect(await Promise.all(turns)).toEqual(['none', 'none', 'none']);
  });

  it('takes a queue that is full for a database that is away', async () => {
    await open(30_000, 10_000);
    const faults = await Promise.all([asleep(0.5), works(), works(), works(), works()].map(faultOf));
    expect(faults.filter((fault) => fault === 'none')).toHaveLength(3);
    expect(faults.filter(isDatabaseAway)).toHaveLength(2);
  });
});
