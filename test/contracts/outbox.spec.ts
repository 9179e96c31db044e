import { LeaseLost, Outbox, OutboxMessage, OutboxModule, OutboxQueue } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { build } from './blocks.js';
import { digitsFor } from './messages.js';

describe.each(engines)('The outbox on %s', (engine) => {
  let database: OpenedDatabase;
  let outbox: Outbox;
  let queue: OutboxQueue;
  beforeAll(async () => {
    database = await openMigrated(engine);
    const module = await build(database, [OutboxModule]);
    outbox = module.get(Outbox);
    queue = module.get(OutboxQueue);
  });
  afterAll(() => database.close());

  const stored = (subject: string): Promise<OutboxMessage | null> =>
    database.reader.manager
      .createQueryBuilder(OutboxMessage, 'message')
      .addSelect('message.payload')
      .where({ subject })
      .getOne();

  const put = async (message: Parameters<Outbox['seal']>[0], how: 'add' | 'replace'): Promise<string> => {
    const sealed = await outbox.seal(message);
    await database.unit.run(() => outbox[how](sealed));
    const order = { createdAt: 'DESC', id: 'DESC' } as const;
    const where = { subject: message.subject };
    return (await database.reader.manager.findOneOrFail(OutboxMessage, { where, order })).id;
  };
  const byId = (id: string): Promise<OutboxMessage> =>
    database.reader.manager
      .createQueryBuilder(OutboxMessage, 'message')
      .addSelect('message.payload')
      .where({ id })
      .getOneOrFail();

  it('keeps no code in clear: a dump of the table would open accounts', async () => {
    const sealed = await outbox.seal(digitsFor('sealed', '918273'));
    await database.unit.run(() => outbox.add(sealed));
    const row = await stored('sealed');
    expect(JSON.stringify(row)).not.toContain('918273');
    const readable = (row?.payload ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(readable.join()).not.toContain('918273');
    expect(readable[0]).toBe('{"alg":"dir","enc":"A256GCM"}');
  });

  it('seals the same message differently every time: equal codes do not show', async () => {
    const [one, other] = await Promise.all([
      outbox.seal(digitsFor('x', '1')),
      outbox.seal(digitsFor('x', '1')),
    ]);
    expect(one.payload).not.toBe(other.payload);
  });

  it('shows no payload to who does not ask for it', async () => {
    const found = await database.reader.manager.findOneByOrFail(OutboxMessage, { subject: 'sealed' });
    expect(found.payload).toBeUndefined();
  });

  it('forgets a message whose unit of work failed, and wakes nobody for it', async () => {
    let woken = 0;
    outbox.onAdded(() => woken++);
    const sealed = await outbox.seal(digitsFor('rolled back', '123456'));
    const broken = database.unit.run(async () => {
      await outbox.add(sealed);
      throw new Error('given up');
    });
    await expect(broken).rejects.toThrow('given up');
    expect(await stored('rolled back')).toBeNull();
    expect(woken).toBe(0);
    await database.unit.run(() => outbox.add(sealed));
    expect(woken).toBe(1);
  });

  it('takes no message outside a unit of work', async () => {
    await expect(outbox.add(await outbox.seal(digitsFor('alone', '123456')))).rejects.toThrow(
      'open unit of work',
    );
  });

  it('does for a message that nobody gets all it does for another, and keeps nothing of it', async () => {
    let woken = 0;
    outbox.onAdded(() => woken++);
    const sealed = await outbox.seal(digitsFor('nobody', '123456'));
    await database.unit.run(() => outbox.addDecoy(sealed));
    expect([await stored('nobody'), woken]).toEqual([null, 1]);
  });

  describe('putting a message in the place of older ones', () => {
    it('wipes those of its type and subject that still wait, and no other', async () => {
      const [older, another] = [digitsFor('replaced', '111111'), digitsFor('another', '222222')];
      const notice: Parameters<Outbox['seal']>[0] = {
        type: 'phone-change-digits',
        channel: 'sms',
        to: older.to,
        locale: older.locale,
        subject: older.subject,
        payload: { digits: '444444', digitsMinutes: 10 },
      };
      const ids = [await put(older, 'add'), await put(older, 'add')];
      const others = [await put(another, 'add'), await put(notice, 'add')];
      const fresh = await put(digitsFor('replaced', '333333'), 'replace');
      for (const id of ids)
        expect(await byId(id)).toMatchObject({
          status: 'discarded',
          payload: null,
          finishedAt: database.clock.now(),
        });
      for (const id of [...others, fresh]) expect(await byId(id)).toMatchObject({ status: 'queued' });
    });

    it('takes them from a courier that has not begun, and leaves those that may have been sent', async () => {
      const older = digitsFor('under way', '111111');
      const [claimed, begun] = [await put(older, 'add'), await put(older, 'add')];
      const holding = await queue.claim(claimed, 30);
      const sending = await queue.claim(begun, 30);
      if (!holding || !sending) throw new Error('They could not be claimed');
      await queue.begin(sending.message, 30);
      await put(digitsFor('under way', '222222'), 'replace');
      await expect(queue.begin(holding.message, 30)).rejects.toThrow(LeaseLost);
      await queue.delivered(sending.message, { channel: 'sms-http' });
      expect([(await byId(claimed)).status, (await byId(begun)).status]).toEqual(['discarded', 'delivered']);
    });

    it('changes nothing when the unit of work fails', async () => {
      const id = await put(digitsFor('kept', '111111'), 'add');
      const sealed = await outbox.seal(digitsFor('kept', '222222'));
      const broken = database.unit.run(async () => {
        await outbox.replace(sealed);
        throw new Error('given up');
      });
      await expect(broken).rejects.toThrow('given up');
      expect((await byId(id)).payload).not.toBeNull();
      expect(await byId(id)).toMatchObject({ status: 'queued' });
    });
  });

  it('buries a message sealed under another DATA_SECRET, and goes on', async () => {
    const foreign = (
      await build(database, [OutboxModule], 'another root of keys, of another installation')
    ).get(Outbox);
    const sealed = await foreign.seal(digitsFor('foreign', '123456'));
    await database.unit.run(() => foreign.add(sealed));
    const { id } = (await stored('foreign')) ?? { id: '' };
    expect(await queue.claim(id, 30)).toBeNull();
    expect(await stored('foreign')).toMatchObject({ status: 'dead' });
  });
});
