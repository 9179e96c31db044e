import { engines } from '../harness/engines.js';
import { lease, report, QueueUnderTest } from './queue-under-test.js';

describe.each(engines)('The queue of messages on %s', (engine) => {
  const here = new QueueUnderTest();
  beforeAll(() => here.open(engine));
  beforeEach(() => here.begin());
  afterAll(() => here.close());

  it('hands the opened message to one of two couriers', async () => {
    const claims = await Promise.all([here.queue.claim(here.id, lease), here.queue.claim(here.id, lease)]);
    const [winner, ...others] = claims.filter((claim) => claim !== null);
    expect(others).toEqual([]);
    expect(winner?.payload).toEqual({ digits: '918273', digitsMinutes: 10 });
  });

  it('hands each of 20 messages to one of 50 couriers', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => here.enqueue(crypto.randomUUID())));
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => Promise.all(ids.map((each) => here.queue.claim(each, lease)))),
    );
    const won = claims.flat().filter((claim) => claim !== null);
    expect(won.map(({ message }) => message.id).toSorted()).toEqual(ids.toSorted());
  });

  it('lists what is due, and not what somebody is at', async () => {
    expect(await here.queue.due('sms', 10)).toEqual([here.id]);
    expect(await here.queue.due('mail', 10)).toEqual([]);
    await here.claimed();
    expect(await here.queue.due('sms', 10)).toEqual([]);
  });

  it('lists the oldest first, and no more than asked for', async () => {
    here.database.clock.advance(1);
    const later = await here.enqueue(crypto.randomUUID());
    expect(await here.queue.due('sms', 10)).toEqual([here.id, later]);
    expect(await here.queue.due('sms', 1)).toEqual([here.id]);
  });

  it('gives a message back when its courier died: the lease ends', async () => {
    await here.claimed();
    here.database.clock.advance(lease - 0.001);
    expect(await here.queue.claim(here.id, lease)).toBeNull();
    here.database.clock.advance(0.001);
    expect(await here.queue.due('sms', 10)).toEqual([here.id]);
    expect(await here.queue.claim(here.id, lease)).not.toBeNull();
  });

  it('forgets the code with the delivery', async () => {
    await here.queue.delivered(await here.claimed(), { ...report, providerId: 'their-id' });
    expect(await here.stored()).toMatchObject({
      status: 'delivered',
      payload: null,
      finishedAt: here.database.clock.now(),
    });
    expect(await here.outcomes()).toEqual(['accepted']);
    here.database.clock.advance(3600);
    expect(await here.queue.claim(here.id, lease)).toBeNull();
  });

  it('comes back to a postponed message when it is due, not earlier', async () => {
    const at = new Date(here.database.clock.now().getTime() + 90_000);
    await here.queue.postpone(await here.claimed(), at, 'retry', { ...report, detail: 'busy' });
    here.database.clock.advance(89.999);
    expect(await here.queue.due('sms', 10)).toEqual([]);
    expect(await here.queue.claim(here.id, lease)).toBeNull();
    here.database.clock.advance(0.001);
    expect((await here.claimed()).attempts).toBe(2);
  });

  it('leaves a dead letter to the operator, payload and all', async () => {
    await here.queue.bury(await here.claimed(), 'refused', { ...report, detail: 'no such number' });
    const row = await here.stored();
    expect(row).toMatchObject({ status: 'dead', leaseHolder: null });
    expect(row.payload).not.toBeNull();
    expect(await here.queue.due('sms', 10)).toEqual([]);
  });

  it('believes only the courier that holds the lease', async () => {
    const slow = await here.claimed();
    here.database.clock.advance(lease);
    const quick = await here.claimed();
    await here.queue.bury(slow, 'refused', report);
    expect(await here.stored()).toMatchObject({ status: 'queued' });
    expect(await here.outcomes()).toEqual([]);
    await here.queue.delivered(quick, report);
    await here.queue.postpone(slow, here.database.clock.now(), 'retry', report);
    expect(await here.stored()).toMatchObject({ status: 'delivered' });
    expect(await here.outcomes()).toEqual(['accepted']);
  });

  it('shortens what the other side says to what is kept', async () => {
    await here.queue.bury(await here.claimed(), 'refused', { ...report, detail: 'x'.repeat(5000) });
    const [attempt] = await here.attempts();
    expect(attempt?.detail).toHaveLength(200);
  });
});
