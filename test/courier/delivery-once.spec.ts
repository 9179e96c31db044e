import { OutboxInspection, Outbox, OutboxQueue } from '@app/outbox';
import { UnitOfWork } from '@app/transactions';
import { describeOnMariadb, engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { SmtpSink } from '../harness/smtp-sink.js';
import { newSignup, signUp, startSending } from './sending-service.js';

/** Adds `count` mails in one unit of work, to `<number>@example.test`. */
async function addMails({ app }: Service, count: number): Promise<string[]> {
  const outbox = app.get(Outbox);
  const addresses = Array.from({ length: count }, (_, number) => `${number}@example.test`);
  const payload = { username: 'ada', firstName: 'Ada', platform: null, link: 'https://id.example/reset' };
  const envelope = { type: 'account-created', channel: 'mail', locale: 'id', subject: 'someone' } as const;
  const sealed = await Promise.all(addresses.map((to) => outbox.seal({ ...envelope, to, payload })));
  await app.get(UnitOfWork).run(async () => {
    for (const message of sealed) await outbox.add(message);
  });
  return addresses;
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !holds(); await new Promise((next) => setTimeout(next, 20)))
    if (Date.now() > end) throw new Error(`Not within ${ms} ms`);
}

describeOnMariadb('Two couriers on one database', () => {
  it('send each of 200 messages once, and both of them work', async () => {
    const [one, other] = await Promise.all([SmtpSink.start(), SmtpSink.start()]);
    const writing = await startService('mariadb', { env: { COURIER: 'off', SMTP_URL: one.url } });
    const addresses = await addMails(writing, 200);
    const sender = (url: string) => startService('mariadb', { beside: writing, env: { SMTP_URL: url } });
    const couriers = await Promise.all([sender(one.url), sender(other.url)]);
    try {
      await until(() => one.messages.length + other.messages.length >= 200, 15_000);
      const inspection = writing.app.get(OutboxInspection);
      for (let left = 1, end = Date.now() + 5000; left > 0 && Date.now() < end;)
        left = (await inspection.list({ status: 'queued', limit: 1 })).length;
      const sent = [...one.messages, ...other.messages].flatMap(({ recipients }) => recipients);
      expect(sent.toSorted()).toEqual(addresses.toSorted());
      expect(Math.min(one.messages.length, other.messages.length)).toBeGreaterThan(0);
      expect(await inspection.list({ status: 'delivered', limit: 300 })).toHaveLength(200);
    } finally {
      await Promise.all(couriers.map((courier) => courier.stop()));
      await writing.stop();
      await Promise.all([one.stop(), other.stop()]);
    }
  }, 60_000);
});

describe.each(engines)('A courier that died on %s', (engine) => {
  it('had claimed a message: another sends it once the lease has ended, and not before', async () => {
    const sending = await startSending(engine);
    const { service, sms } = sending;
    try {
      const queue = service.app.get(OutboxQueue);
      sms.mode = 'fail-500';
      const person = newSignup('OTP');
      await signUp(service, person);
      const { message } = await sending.message(
        person.phone_number,
        ({ attempts, message: { leaseHolder } }) => attempts.length === 1 && leaseHolder === null,
      );
      sms.mode = 'accept';
      service.clock.advance(3);
      // Faster than this service's own courier, which looks once a second.
      const claimed = await queue.claim(message.id, 30);
      expect(claimed).not.toBeNull();
      service.clock.advance(29.999);
      const other = newSignup('OTP');
      await signUp(service, other);
      await sms.waitFor(({ to }) => to === other.phone_number);
      expect(sms.messages).toHaveLength(1);
      service.clock.advance(0.001);
      sending.look();
      await sms.waitFor(({ id }) => id === message.id);
      const found = await sending.message(
        person.phone_number,
        ({ message: { status } }) => status === 'delivered',
      );
      expect(found.message.unconfirmed).toBe(0);
      // The dead one comes back: what it has to say does not count any more.
      if (claimed) await queue.bury(claimed.message, 'refused', { channel: 'sms-http' });
      const after = await sending.message(person.phone_number, () => true);
      expect(after.message.status).toBe('delivered');
      expect(after.attempts).toHaveLength(found.attempts.length);
    } finally {
      await sending.stop();
    }
  });
});
