import { setTimeout as sleep } from 'node:timers/promises';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { engines } from '../harness/engines.js';
import { oneMore, openLackingOne, type Rehearsal } from './one-more-migration.js';

// The failures and the long statements below are meant.
beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(new ConsoleLogger()));

describe.each(engines)('A migrator on %s', (engine) => {
  let rehearsal: Rehearsal;
  beforeEach(async () => {
    rehearsal = await openLackingOne(engine);
  });
  afterEach(async () => {
    jest.useRealTimers();
    await rehearsal.close();
  });

  it('that fails leaves the lock free, and the step that failed is still to be done', async () => {
    rehearsal.step = () => Promise.reject(new Error('no'));
    await expect(rehearsal.migrator.up()).rejects.toThrow('no');
    expect(await rehearsal.migrator.pending()).toEqual([oneMore]);
    rehearsal.step = async () => undefined;
    expect(await rehearsal.migrator.up()).toEqual([oneMore]);
  });

  it('keeps its lease for as long as it works', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask', 'Date'] });
    const ends: number[] = [];
    rehearsal.step = async () => {
      ends.push(await leasedUntil(rehearsal));
      rehearsal.clock.advance(100);
      jest.advanceTimersByTime(30_000);
      await sleep(100);
      ends.push(await leasedUntil(rehearsal));
    };
    await rehearsal.migrator.up();
    const [begun = 0, renewed = 0] = ends;
    expect(renewed - begun).toBe(100_000);
  });
});

describe.each(engines.filter((engine) => engine === 'mariadb'))(
  'A migration of a large table on %s',
  (engine) => {
    it('takes as long as it needs, whatever other statements may take', async () => {
      const rehearsal = await openLackingOne(engine);
      try {
        rehearsal.step = (runner) => runner.query('DO SLEEP(0.6)');
        await expect(rehearsal.source.query('DO SLEEP(0.6)')).rejects.toThrow('timeout');
        expect(await rehearsal.migrator.up()).toEqual([oneMore]);
      } finally {
        await rehearsal.close();
      }
    });
  },
);

async function leasedUntil({ source }: Rehearsal): Promise<number> {
  const [lock] = await source.getRepository<{ leasedUntil: Date }>('MigrationLock').find();
  return lock?.leasedUntil.getTime() ?? Number.NaN;
}
