import { LimitCounter, Limits, LimitsModule, type Budget } from '@app/limits';
import { TooManyRequests } from '@app/problems';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { build } from './blocks.js';

describe.each(engines)('A budget on %s', (engine) => {
  let database: OpenedDatabase;
  let limits: Limits;
  beforeAll(async () => {
    database = await openMigrated(engine);
    limits = (await build(database, [LimitsModule])).get(Limits);
  });
  afterAll(() => database.close());

  const hour = 3600;
  /** Uses the budget once. @returns seconds to wait, or null when there was something left */
  const spend = (budget: Budget, key: string): Promise<number | null> => waiting(limits.spend([budget], key));
  const refused = (budget: Budget, key: string): Promise<number | null> =>
    waiting(limits.refuseSpent([budget], key));

  it.each([1, 5])('of %i lets exactly as many through of 100 at once', async (most) => {
    const budget = { name: `parallel-${most}`, most, window: hour };
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => spend(budget, 'someone')));
    expect(outcomes.filter((wait) => wait === null)).toHaveLength(most);
    expect(outcomes.filter((wait) => wait !== null)).toEqual(Array.from({ length: 100 - most }, () => hour));
  });

  it('of 5 lets exactly 5 through of 100 at once when its window has just ended', async () => {
    const budget = { name: 'reopened', most: 5, window: hour };
    for (let use = 0; use < 5; use++) await spend(budget, 'someone');
    database.clock.advance(hour);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => spend(budget, 'someone')));
    expect(outcomes.filter((wait) => wait === null)).toHaveLength(5);
  });

  it('counts its window from the first use, and says how long it still is', async () => {
    const budget = { name: 'window', most: 2, window: 60 };
    expect(await spend(budget, 'someone')).toBeNull();
    database.clock.advance(20);
    expect(await spend(budget, 'someone')).toBeNull();
    database.clock.advance(30.5);
    expect(await spend(budget, 'someone')).toBe(10);
    database.clock.advance(9.499);
    expect(await spend(budget, 'someone')).toBe(1);
    database.clock.advance(0.001);
    expect(await spend(budget, 'someone')).toBeNull();
    expect(await spend(budget, 'someone')).toBeNull();
    expect(await spend(budget, 'someone')).toBe(60);
  });

  it('is each key’s and each name’s own', async () => {
    const budget = { name: 'own', most: 1, window: hour };
    await spend(budget, 'someone');
    expect(await spend(budget, 'Someone')).toBeNull();
    expect(await spend({ ...budget, name: 'another' }, 'someone')).toBeNull();
    expect(await spend(budget, 'someone')).toBe(hour);
  });

  it('gets back what was used in a unit of work that failed', async () => {
    const budget = { name: 'returned', most: 1, window: hour };
    const broken = database.unit.run(async () => {
      await limits.spend([budget], 'someone');
      throw new Error('given up');
    });
    await expect(broken).rejects.toThrow('given up');
    expect(await spend(budget, 'someone')).toBeNull();
  });

  it('is looked at without being used, and refuses no earlier than a use would', async () => {
    const budget = { name: 'looked-at', most: 2, window: 60 };
    expect(await refused(budget, 'someone')).toBeNull();
    await spend(budget, 'someone');
    expect(await refused(budget, 'someone')).toBeNull();
    await spend(budget, 'someone');
    database.clock.advance(15);
    expect(await refused(budget, 'someone')).toBe(45);
    database.clock.advance(45);
    expect(await refused(budget, 'someone')).toBeNull();
  });

  it('used together with another is used with it or not at all', async () => {
    const hourly = { name: 'together-hour', most: 2, window: hour };
    const cooldown = { name: 'together', most: 1, window: 60 };
    const both = (): Promise<number | null> => waiting(limits.spend([hourly, cooldown], 'someone'));
    expect(await both()).toBeNull();
    expect(await both()).toBe(60);
    database.clock.advance(60);
    expect(await both()).toBeNull();
    expect(await both()).toBe(hour - 60);
    expect(await waiting(limits.refuseSpent([hourly, cooldown], 'someone'))).toBe(hour - 60);
    expect(await refused(cooldown, 'someone')).toBe(60);
    database.clock.advance(hour - 60);
    const outcomes = await Promise.all(Array.from({ length: 20 }, both));
    expect(outcomes.filter((wait) => wait === null)).toHaveLength(1);
  });

  it('of load alone is lifted by RATE_LIMITS=off, and no other', async () => {
    const lifted = new Limits(database.unit, database.clock, { loadBudgets: false });
    const load = { name: 'load', most: 1, window: hour, isLoad: true } as const;
    const rule = { name: 'rule', most: 2, window: hour };
    const outcomes: (number | null)[] = [];
    for (let use = 0; use < 3; use++) outcomes.push(await waiting(lifted.spend([load, rule], 'someone')));
    expect(outcomes).toEqual([null, null, hour]);
    expect(await waiting(lifted.refuseSpent([load], 'someone'))).toBeNull();
    expect(await waiting(lifted.spend([load], 'someone'))).toBeNull();
    expect(await spend(load, 'someone')).toBeNull();
    expect(await spend(load, 'someone')).toBe(hour);
  });

  it('keeps no key in clear: the table would be a list of addresses', async () => {
    await spend({ name: 'digest', most: 1, window: hour }, 'somebody@example.test');
    const rows = await database.reader.manager.findBy(LimitCounter, { budget: 'digest' });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('somebody');
  });
});

async function waiting(use: Promise<void>): Promise<number | null> {
  try {
    await use;
    return null;
  } catch (error) {
    if (error instanceof TooManyRequests) return error.retryAfter;
    throw error;
  }
}
