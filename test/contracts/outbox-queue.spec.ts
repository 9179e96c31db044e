import {
  LeaseLost,
  Outbox,
  OutboxAttempt,
  OutboxMessage,
  OutboxModule,
  OutboxQueue,
  type ClaimedMessage,
} from '@app/outbox';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { build } from './blocks.js';
import { digitsFor } from './messages.js';

const lease = 30;
const report = { channel: 'sms-http' };

describe.each(engines)('The queue of messages on %s', (engine) => {
  let database: OpenedDatabase;
  let outbox: Outbox;
  let queue: OutboxQueue;
  let id: string;
  beforeAll(async () => {
    database = await openMigrated(engine);
    const module = await build(database, [OutboxModule]);
    outbox = module.get(Outbox);
    queue = module.get(OutboxQueue);
  });
  beforeEach(async () => {
    // What an earlier test left is none of this one's business.
    const left = { status: 'queued' as const };
    await database.unit.run(() => database.unit.manager.update(OutboxMessage, left, { status: 'discarded' }));
    id = await enqueue(crypto.randomUUID());
  });
  afterAll(() => database.close());

  async function enqueue(subject: string): Promise<string> {
    const sealed = await outbox.seal(digitsFor(subject, '918273'));
    await database.unit.run(() => outbox.add(sealed));
    return (await database.reader.manager.findOneByOrFail(OutboxMessage, { subject })).id;
  }
  async function claimed(): Promise<ClaimedMessage['message']> {
    const claim = await queue.claim(id, lease);
    if (!claim) throw new Error('The message could not be claimed');
    return claim.message;
  }
  const stored = (): Promise<OutboxMessage> =>
    database.reader.manager
      .createQueryBuilder(OutboxMessage, 'message')
      .addSelect('message.payload')
      .where({ id })
      .getOneOrFail();
  const outcomes = async (): Promise<string[]> => {
    const attempts = await database.reader.manager.find(OutboxAttempt, {
      where: { messageId: id },
      order: { id: 'ASC' },
    });
    return attempts.map(({ outcome }) => outcome);
  };

  it('hands the opened message to one of two couriers', async () => {
    const claims = await Promise.all([queue.claim(id, lease), queue.claim(id, lease)]);
    const [winner, ...others] = claims.filter((claim) => claim !== null);
    expect(others).toEqual([]);
    expect(winner?.payload).toEqual({ digits: '918273', digitsMinutes: 10 });
  });

  it('hands each of 20 messages to one of 50 couriers', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => enqueue(crypto.randomUUID())));
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => Promise.all(ids.map((each) => queue.claim(each, lease)))),
    );
    const won = claims.flat().filter((claim) => claim !== null);
    expect(won.map(({ message }) => message.id).toSorted()).toEqual(ids.toSorted());
  });

  it('lists what is due, and not what somebody is at', async () => {
    expect(await queue.due('sms', 10)).toEqual([id]);
    expect(await queue.due('mail', 10)).toEqual([]);
    await claimed();
    expect(await queue.due('sms', 10)).toEqual([]);
  });

  it('lists the oldest first, and no more than asked for', async () => {
    database.clock.advance(1);
    const later = await enqueue(crypto.randomUUID());
    expect(await queue.due('sms', 10)).toEqual([id, later]);
    expect(await queue.due('sms', 1)).toEqual([id]);
  });

  it('gives a message back when its courier died: the lease ends', async () => {
    await claimed();
    database.clock.advance(lease - 0.001);
    expect(await queue.claim(id, lease)).toBeNull();
    database.clock.advance(0.001);
    expect(await queue.due('sms', 10)).toEqual([id]);
    expect(await queue.claim(id, lease)).not.toBeNull();
  });

  it('counts nothing against a message whose couriers died before they began to send it', async () => {
    for (let death = 0; death < 5; death++) {
      await claimed();
      database.clock.advance(lease);
    }
    expect(await queue.claim(id, lease)).not.toBeNull();
  });

  it('begins the lease anew with the sending', async () => {
    const message = await claimed();
    database.clock.advance(lease - 1);
    await queue.begin(message, lease);
    database.clock.advance(lease - 0.001);
    expect(await queue.claim(id, lease)).toBeNull();
    database.clock.advance(0.001);
    expect(await queue.claim(id, lease)).not.toBeNull();
  });

  it('lets no courier begin that was stalled until another had the message', async () => {
    const stalled = await claimed();
    database.clock.advance(lease);
    const quick = await claimed();
    await expect(queue.begin(stalled, lease)).rejects.toThrow(LeaseLost);
    await queue.begin(quick, lease);
    await queue.delivered(quick, report);
    await expect(queue.begin(quick, lease)).rejects.toThrow(LeaseLost);
  });

  it('sends no message a third time whose sending was begun twice with unknown end', async () => {
    await queue.begin(await claimed(), lease);
    database.clock.advance(lease);
    await queue.begin(await claimed(), lease);
    database.clock.advance(lease);
    expect(await queue.claim(id, lease)).toBeNull();
    expect(await stored()).toMatchObject({ status: 'dead' });
    expect(await outcomes()).toEqual(['unknown']);
    expect(await queue.due('sms', 10)).toEqual([]);
  });

  it('forgets the code with the delivery', async () => {
    await queue.delivered(await claimed(), { ...report, providerId: 'their-id' });
    expect(await stored()).toMatchObject({
      status: 'delivered',
      payload: null,
      finishedAt: database.clock.now(),
    });
    expect(await outcomes()).toEqual(['accepted']);
    database.clock.advance(3600);
    expect(await queue.claim(id, lease)).toBeNull();
  });

  it('comes back to a postponed message when it is due, not earlier', async () => {
    const at = new Date(database.clock.now().getTime() + 90_000);
    await queue.postpone(await claimed(), at, { ...report, detail: 'busy' });
    database.clock.advance(89.999);
    expect(await queue.due('sms', 10)).toEqual([]);
    expect(await queue.claim(id, lease)).toBeNull();
    database.clock.advance(0.001);
    expect((await claimed()).attempts).toBe(2);
  });

  it('does not count a postponed attempt among those with unknown end', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const message = await claimed();
      await queue.begin(message, lease);
      await queue.postpone(message, database.clock.now(), report);
    }
    expect(await outcomes()).toEqual(Array.from({ length: 5 }, () => 'retry'));
    expect(await queue.claim(id, lease)).not.toBeNull();
  });

  it('leaves a dead letter to the operator, payload and all', async () => {
    await queue.bury(await claimed(), 'refused', { ...report, detail: 'no such number' });
    const row = await stored();
    expect(row).toMatchObject({ status: 'dead', leaseHolder: null });
    expect(row.payload).not.toBeNull();
    expect(await queue.due('sms', 10)).toEqual([]);
  });

  it('believes only the courier that holds the lease', async () => {
    const slow = await claimed();
    database.clock.advance(lease);
    const quick = await claimed();
    await queue.bury(slow, 'refused', report);
    expect(await stored()).toMatchObject({ status: 'queued' });
    expect(await outcomes()).toEqual([]);
    await queue.delivered(quick, report);
    await queue.postpone(slow, database.clock.now(), report);
    expect(await stored()).toMatchObject({ status: 'delivered' });
    expect(await outcomes()).toEqual(['accepted']);
  });

  it('shortens what the other side says to what is kept', async () => {
    await queue.bury(await claimed(), 'refused', { ...report, detail: 'x'.repeat(5000) });
    const [attempt] = await database.reader.manager.findBy(OutboxAttempt, { messageId: id });
    expect(attempt?.detail).toHaveLength(200);
  });
});
