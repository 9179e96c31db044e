import type { ServerResponse } from 'node:http';
import { Outbox, type InspectedMessage } from '@app/outbox';
import { UnitOfWork } from '@app/transactions';
import { engines } from '../harness/engines.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

const waits = ({ attempts, message }: InspectedMessage): boolean =>
  attempts.length > 0 && message.leaseHolder === null;
const isDone = ({ message }: InspectedMessage): boolean => message.status === 'delivered';

describe.each(engines)('While mail server and gateway are away on %s', (engine) => {
  let sending: SendingService;
  beforeAll(async () => {
    sending = await startSending(engine);
  });
  afterAll(() => sending.stop());

  /** Ten signups one after the other. @returns milliseconds of each */
  async function signUpTen(addresses: string[]): Promise<number[]> {
    const times: number[] = [];
    for (let number = 0; number < 10; number++) {
      const person = newSignup(number % 2 === 0 ? 'LINK' : 'OTP');
      addresses.push(number % 2 === 0 ? person.email : person.phone_number);
      const begin = performance.now();
      expect((await signUp(sending.service, person)).status).toBe(200);
      times.push(performance.now() - begin);
    }
    return times;
  }

  // Whoever waits for a server always does; whoever waits for this machine does not: the quickest tells them apart.
  it('people sign up at the same speed, and after the return each gets one message within a minute', async () => {
    const { service, smtp, sms } = sending;
    const usual = Math.max(...(await signUpTen([])));
    smtp.setMode('hang');
    const held: ServerResponse[] = [];
    sms.mode = (response: ServerResponse) => held.push(response);
    const waiting: string[] = [];
    const quickest = Math.min(...(await signUpTen(waiting)));
    expect(quickest).toBeLessThan(usual + 30);
    // Those under way fail as when a server dies; the rest are refused as by one that starts up.
    smtp.setMode('reject-4xx');
    sms.mode = 'fail-500';
    smtp.disconnect();
    for (const response of held) response.destroy();
    for (const to of waiting) expect((await sending.message(to, waits)).message.status).toBe('queued');

    smtp.setMode('accept');
    sms.mode = 'accept';
    for (let passed = 0; passed < 60; passed += 10) {
      service.clock.advance(10);
      sending.look();
    }
    for (const to of waiting) await sending.message(to, isDone);
    const mailed = smtp.messages.flatMap(({ recipients }) => recipients);
    const texted = sms.messages.map(({ to }) => to);
    for (const to of waiting) expect([...mailed, ...texted].filter((got) => got === to)).toEqual([to]);
  });
});

describe.each(engines)('A signup that fails at the last moment on %s', (engine) => {
  it('sends nothing, and the next one sends its own message only', async () => {
    const sending = await startSending(engine);
    const { service } = sending;
    try {
      const outbox = service.app.get(Outbox);
      const replace = outbox.replace.bind(outbox);
      const failing = jest.spyOn(outbox, 'replace').mockImplementationOnce(async (message) => {
        await replace(message);
        throw new Error('the database went away before the commit');
      });
      const lost = newSignup('LINK');
      expect((await signUp(service, lost)).status).toBe(500);
      failing.mockRestore();
      const kept = newSignup('LINK');
      expect((await signUp(service, kept)).status).toBe(200);
      await sending.message(kept.email, ({ message }) => message.status === 'delivered');
      expect(sending.smtp.messages.map(({ recipients }) => recipients)).toEqual([[kept.email]]);
      // Nothing of it is left: no message, no cooldown, no code.
      expect((await signUp(service, lost)).status).toBe(200);
    } finally {
      await sending.stop();
    }
  });
});

describe.each(engines)('A channel that is switched off on %s', (engine) => {
  it.each([
    ['SMTP_URL', 'LINK', 'OTP'],
    ['SMS_URL', 'OTP', 'LINK'],
  ] as const)('%s=none refuses %s, stores nothing of it, and leaves %s alone', async (name, off, on) => {
    const sending = await startSending(engine, () => ({ [name]: 'none' }));
    const { service } = sending;
    try {
      const refused = await signUp(service, newSignup(off));
      expect([refused.status, refused.body]).toEqual([503, { message: 'Service unavailable' }]);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      for (const table of ['pending_signups', 'one_time_codes', 'outbox_messages', 'limit_counters'])
        expect(await service.database.query(`SELECT * FROM ${table}`)).toEqual([]);
      expect((await signUp(service, newSignup(on))).status).toBe(200);
    } finally {
      await sending.stop();
    }
  });

  it('buries what was queued for it before, where the operator finds it', async () => {
    const sending = await startSending(engine, () => ({ SMS_URL: 'none' }));
    try {
      const outbox = sending.service.app.get(Outbox);
      const message = await outbox.seal({
        type: 'signup-digits',
        channel: 'sms',
        to: '6281234567',
        locale: 'id',
        subject: 'someone',
        payload: { digits: '123456', digitsMinutes: 10 },
      });
      await sending.service.app.get(UnitOfWork).run(() => outbox.add(message));
      const found = await sending.message('6281234567', ({ message: { status } }) => status === 'dead');
      expect(found.attempts).toMatchObject([{ outcome: 'refused', detail: 'the channel is switched off' }]);
    } finally {
      await sending.stop();
    }
  });
});
