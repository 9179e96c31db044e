import { LeaseLost, OutboxInspection } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { lease, report, QueueUnderTest } from './queue-under-test.js';

describe.each(engines)('The queue and what couriers began to send on %s', (engine) => {
  const here = new QueueUnderTest();
  beforeAll(() => here.open(engine));
  beforeEach(() => here.begin());
  afterAll(() => here.close());

  it('counts nothing against a message whose couriers died before they began to send it', async () => {
    for (let death = 0; death < 5; death++) {
      await here.claimed();
      here.database.clock.advance(lease);
    }
    expect(await here.queue.claim(here.id, lease)).not.toBeNull();
  });

  it('begins the lease anew with the sending', async () => {
    const message = await here.claimed();
    here.database.clock.advance(lease - 1);
    await here.queue.begin(message, lease);
    here.database.clock.advance(lease - 0.001);
    expect(await here.queue.claim(here.id, lease)).toBeNull();
    here.database.clock.advance(0.001);
    expect(await here.queue.claim(here.id, lease)).not.toBeNull();
  });

  it('lets no courier begin that was stalled until another had the message', async () => {
    const stalled = await here.claimed();
    here.database.clock.advance(lease);
    const quick = await here.claimed();
    await expect(here.queue.begin(stalled, lease)).rejects.toThrow(LeaseLost);
    await here.queue.begin(quick, lease);
    await here.queue.delivered(quick, report);
    await expect(here.queue.begin(quick, lease)).rejects.toThrow(LeaseLost);
  });

  it('sends no message a third time whose sending was begun twice with unknown end', async () => {
    await here.queue.begin(await here.claimed(), lease);
    here.database.clock.advance(lease);
    await here.queue.begin(await here.claimed(), lease);
    here.database.clock.advance(lease);
    expect(await here.queue.claim(here.id, lease)).toBeNull();
    expect(await here.stored()).toMatchObject({ status: 'dead' });
    expect(await here.outcomes()).toEqual(['unknown', 'unknown']);
    expect(await here.queue.due('sms', 10)).toEqual([]);
  });

  it('forgets no sending with unknown end for a later one that was refused for the time being', async () => {
    await here.queue.begin(await here.claimed(), lease);
    here.database.clock.advance(lease);
    const refused = await here.claimed();
    await here.queue.begin(refused, lease);
    await here.queue.postpone(refused, here.database.clock.now(), 'retry', {
      ...report,
      detail: 'answered 503',
    });
    await here.queue.begin(await here.claimed(), lease);
    here.database.clock.advance(lease);
    expect(await here.queue.claim(here.id, lease)).toBeNull();
    expect(await here.stored()).toMatchObject({ status: 'dead' });
    expect(await here.details()).toEqual([
      'the courier ended while it was being sent',
      'answered 503',
      'begun twice, its end unknown',
    ]);
  });

  it('records each sending whose end nobody wrote down, and after a retry by hand anew', async () => {
    const inspection = here.module.get(OutboxInspection);
    for (const life of [1, 2]) {
      await here.queue.begin(await here.claimed(), lease);
      here.database.clock.advance(lease);
      // A claim that did not come so far is no sending.
      await here.claimed();
      expect(await here.outcomes()).toEqual(Array.from({ length: 2 * life - 1 }, () => 'unknown'));
      here.database.clock.advance(lease);
      await here.queue.begin(await here.claimed(), lease);
      here.database.clock.advance(lease);
      expect(await here.queue.claim(here.id, lease)).toBeNull();
      expect(await inspection.retry([here.id])).toBe(1);
    }
    const eachLife = ['the courier ended while it was being sent', 'begun twice, its end unknown'];
    expect(await here.details()).toEqual([...eachLife, ...eachLife]);
  });

  it('cannot be discarded while it is handed over, and can when whoever did so is gone', async () => {
    const inspection = here.module.get(OutboxInspection);
    const message = await here.claimed();
    await here.queue.begin(message, lease);
    expect(await inspection.discard([here.id])).toBe(0);
    here.database.clock.advance(lease);
    expect(await inspection.discard([here.id])).toBe(1);
    expect(await here.stored()).toMatchObject({ status: 'discarded', payload: null });
  });

  it('does not count a postponed attempt among those with unknown end', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const message = await here.claimed();
      await here.queue.begin(message, lease);
      await here.queue.postpone(message, here.database.clock.now(), 'retry', report);
    }
    expect(await here.outcomes()).toEqual(Array.from({ length: 5 }, () => 'retry'));
    expect(await here.queue.claim(here.id, lease)).not.toBeNull();
  });
});
