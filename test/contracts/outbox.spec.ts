import { Outbox, OutboxMessage, OutboxModule, OutboxQueue } from '@app/outbox';
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
