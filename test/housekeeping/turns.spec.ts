import { Housekeeping } from '@app/housekeeping';
import { Limits } from '@app/limits';
import { OneTimeCodes } from '@app/one-time-codes';
import { PendingSignupRepository } from '@app/pending-signups';
import { describeOnMariadb, engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { countOf, sweep } from './sweep.js';

/** How often the first chore was begun. */
const turnsOf = ({ app }: Service): jest.SpyInstance =>
  jest.spyOn(app.get(PendingSignupRepository), 'removeExpired');

describeOnMariadb('Housekeeping of two replicas', () => {
  it('is done by one of them in ten minutes, whoever comes first', async () => {
    const one = await startService('mariadb');
    const other = await startService('mariadb', { beside: one });
    try {
      const turns = [turnsOf(one), turnsOf(other)];
      const taken = (): number => turns.reduce((sum, { mock }) => sum + mock.calls.length, 0);
      const both = () =>
        Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? one : other).app.get(Housekeeping).run()));
      await both();
      expect(taken()).toBe(1);
      one.clock.advance(599);
      await both();
      expect(taken()).toBe(1);
      one.clock.advance(1);
      await both();
      expect(taken()).toBe(2);
    } finally {
      await other.stop();
      await one.stop();
    }
  });
});

describe.each(engines)('Housekeeping on %s', (engine) => {
  let service: Service;
  beforeEach(async () => {
    service = await startService(engine);
  });
  afterEach(() => service.stop());

  /** Which chores the log says were interrupted. */
  const interruptions = (): unknown[] =>
    service.logs.lines
      .filter((line) => line.includes('Housekeeping was interrupted'))
      .map((line) => (JSON.parse(line) as { chore: unknown }).chore);

  it('ends with the round under way when the service is told to end', async () => {
    const housekeeping = service.app.get(Housekeeping);
    let rounds = 0;
    jest
      .spyOn(service.app.get(PendingSignupRepository), 'removeExpired')
      .mockImplementation(async (_, most) => {
        rounds++;
        void housekeeping.stop();
        return most;
      });
    const codes = jest.spyOn(service.app.get(OneTimeCodes), 'removeExpired');
    await housekeeping.run();
    expect([rounds, codes.mock.calls]).toEqual([1, []]);
  });

  it('removes a backlog in rounds of 200, so that nobody else waits long', async () => {
    const rows = Array.from(
      { length: 450 },
      (_, number) => `('old', '${number}', 1, '2020-01-01 00:00:00.000')`,
    );
    await service.database.query(
      `INSERT INTO limit_counters (budget, key_digest, used, window_ends_at) VALUES ${rows.join(', ')}`,
    );
    const removing = jest.spyOn(service.app.get(Limits), 'removeEnded');
    await sweep(service);
    expect(await Promise.all(removing.mock.results.map(({ value }) => value as Promise<number>))).toEqual([
      200, 200, 50,
    ]);
    expect(await countOf(service, 'limit_counters', "budget = 'old'")).toBe(0);
  });

  it('ends a turn even where there is always more to remove', async () => {
    const endless = jest.spyOn(service.app.get(OneTimeCodes), 'removeExpired').mockResolvedValue(200);
    const next = jest.spyOn(service.app.get(Limits), 'removeEnded');
    await sweep(service);
    expect(endless).toHaveBeenCalledTimes(100);
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('goes on with the next chore when one fails, says so, and brings nobody down', async () => {
    jest
      .spyOn(service.app.get(PendingSignupRepository), 'removeExpired')
      .mockRejectedValue(new Error('a table is locked'));
    const next = jest.spyOn(service.app.get(OneTimeCodes), 'removeExpired');
    await expect(sweep(service)).resolves.toBeUndefined();
    expect(next).toHaveBeenCalledTimes(1);
    expect(interruptions()).toEqual(['pending signups']);
  });

  it('waits for its next turn when the database is away', async () => {
    jest.spyOn(service.app.get(Limits), 'spend').mockRejectedValue(new Error('connect ECONNREFUSED'));
    const chores = turnsOf(service);
    await expect(service.app.get(Housekeeping).run()).resolves.toBeUndefined();
    expect(chores).not.toHaveBeenCalled();
    expect(interruptions()).toEqual(['taking turns']);
  });
});
