import type { ServerResponse } from 'node:http';
import { ownTime } from '../harness/busy-machine.js';
import { engines } from '../harness/engines.js';
import { SmsGateway } from '../harness/sms-gateway.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

describe.each(engines)('One bad recipient among many on %s', (engine) => {
  let sending: SendingService;
  beforeEach(async () => {
    sending = await startSending(engine);
  });
  afterEach(() => sending.stop());

  /** The gateway hangs for these numbers, and accepts the others. */
  const hangFor = (numbers: readonly string[]): string[] => {
    const accepted: string[] = [];
    sending.sms.mode = (response: ServerResponse) => {
      const { to } = (sending.sms.requests.at(-1)?.body ?? {}) as { to: string };
      if (numbers.includes(to)) return;
      accepted.push(to);
      response.writeHead(202).end();
    };
    return accepted;
  };

  it('holds up nobody else', async () => {
    const slow = newSignup('OTP');
    const accepted = hangFor([slow.phone_number]);
    await signUp(sending.service, slow);
    const others = Array.from({ length: 20 }, () => newSignup('OTP'));
    const passed = ownTime();
    await Promise.all(others.map((person) => signUp(sending.service, person)));
    for (const { phone_number: to } of others)
      await sending.message(to, ({ message }) => message.status === 'delivered');
    expect(passed()).toBeLessThan(4000);
    expect(accepted.toSorted()).toEqual(others.map(({ phone_number: to }) => to).toSorted());
    const { message } = await sending.message(slow.phone_number, () => true);
    expect(message).toMatchObject({ status: 'queued', unconfirmed: 1 });
  });

  it('holds up no mail, even where all of SMS hangs', async () => {
    sending.sms.mode = 'hang';
    const silent = Array.from({ length: 10 }, () => newSignup('OTP'));
    await Promise.all(silent.map((person) => signUp(sending.service, person)));
    const person = newSignup('LINK');
    await signUp(sending.service, person);
    await sending.smtp.waitFor(({ recipients }) => recipients.includes(person.email), 3000);
    // As many as are sent at the same time, and not one more.
    expect(sending.sms.requests).toHaveLength(8);
  });
});

describe.each(engines)('A second gateway on %s', (engine) => {
  it('takes what the first one refuses, and the record says so', async () => {
    const second = await SmsGateway.start();
    const sending = await startSending(engine, () => ({ SMS_FALLBACK_URL: second.url }));
    try {
      sending.sms.mode = 'fail-500';
      const person = newSignup('OTP');
      await signUp(sending.service, person);
      const { id } = await second.waitFor(({ to }) => to === person.phone_number);
      const found = await sending.message(
        person.phone_number,
        ({ message }) => message.status === 'delivered',
      );
      expect(found.message.id).toBe(id);
      expect(found.attempts).toMatchObject([{ channel: 'sms-http-fallback', outcome: 'accepted' }]);
      expect(sending.sms.requests[0]?.headers['idempotency-key']).toBe(id);
    } finally {
      await second.stop();
      await sending.stop();
    }
  });
});
