import { OutboxInspection, type InspectedMessage } from '@app/outbox';
import { engines } from '../harness/engines.js';
import type { SmtpSinkMode } from '../harness/smtp-sink.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

describe.each(engines)('A message that is not taken on %s', (engine) => {
  let sending: SendingService;
  beforeAll(async () => {
    sending = await startSending(engine);
  });
  afterAll(() => sending.stop());

  const secondsUntilNext = ({ message }: InspectedMessage): number =>
    (message.nextAttemptAt.getTime() - sending.service.clock.now().getTime()) / 1000;
  const pass = (seconds: number): void => {
    sending.service.clock.advance(seconds);
    sending.look();
  };
  const mailTo = async (mode: SmtpSinkMode): Promise<string> => {
    const person = newSignup('LINK');
    sending.smtp.setMode(mode);
    await signUp(sending.service, person);
    return person.email;
  };

  it('is tried again after a while, a longer one each time, until it is taken under its first id', async () => {
    const to = await mailTo('reject-4xx');
    for (const [times, base] of [
      [1, 2],
      [2, 4],
      [3, 8],
    ] as const) {
      const found = await sending.attempted(to, times);
      expect(found.message).toMatchObject({ status: 'queued', attempts: times });
      expect(secondsUntilNext(found)).toBeGreaterThanOrEqual(base * 0.8);
      expect(secondsUntilNext(found)).toBeLessThanOrEqual(base * 1.2);
      if (times === 3) sending.smtp.setMode('accept');
      pass(base * 1.2 + 0.001);
    }
    const { message, attempts } = await sending.attempted(to, 4);
    expect(message).toMatchObject({ status: 'delivered', attempts: 4 });
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'retry', 'accepted']);
    expect(attempts[0]?.detail).toContain('450 4.2.0');
    const mail = await sending.smtp.waitFor(({ recipients }) => recipients.includes(to));
    expect(mail.content.messageId).toBe(`<${message.id}@localhost>`);
  });

  it.each([
    [5, 30],
    [23, 30],
    [24, 600],
    [39, 600],
  ])('waits within bounds after the %ith attempt', async (times, base) => {
    const to = await mailTo('reject-4xx');
    await sending.attempted(to, 1);
    await sending.service.database.query('UPDATE outbox_messages SET attempts = ? WHERE recipient = ?', [
      times - 1,
      to,
    ]);
    pass(3);
    const found = await sending.attempted(to, 2);
    expect(found.message).toMatchObject({ status: 'queued', attempts: times });
    expect(secondsUntilNext(found)).toBeGreaterThanOrEqual(base * 0.8);
    expect(secondsUntilNext(found)).toBeLessThanOrEqual(base * 1.2);
    await sending.service.app.get(OutboxInspection).discard([found.message.id]);
  });

  it('is given up after the 40th attempt, and kept for the operator', async () => {
    const to = await mailTo('reject-4xx');
    await sending.attempted(to, 1);
    await sending.service.database.query('UPDATE outbox_messages SET attempts = 39 WHERE recipient = ?', [
      to,
    ]);
    pass(3);
    const { message, attempts } = await sending.message(to, ({ message: { status } }) => status === 'dead');
    expect(message.attempts).toBe(40);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['retry', 'refused']);
  });

  it('is a dead letter at once when it is refused for good, and goes out when the operator says so', async () => {
    const to = await mailTo('reject-5xx');
    const dead = await sending.attempted(to, 1);
    expect(dead.message).toMatchObject({ status: 'dead', attempts: 1 });
    expect(dead.attempts).toMatchObject([{ channel: 'smtp', outcome: 'refused' }]);
    expect(dead.attempts[0]?.detail).toContain('550 5.1.1');
    expect(dead.attempts[0]?.detail).not.toContain(to);
    sending.smtp.setMode('accept');
    pass(24 * 3600);
    expect(await sending.service.app.get(OutboxInspection).retry([dead.message.id])).toBe(1);
    sending.look();
    const { message, attempts } = await sending.attempted(to, 2);
    expect(message.status).toBe('delivered');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
    expect(sending.smtp.messages.filter(({ recipients }) => recipients.includes(to))).toHaveLength(1);
  });

  it('waits exactly as long as the gateway asks, where that is longer', async () => {
    const { service, sms } = sending;
    const person = newSignup('OTP');
    sms.mode = 'busy-429';
    sms.retryAfter = '120';
    await signUp(service, person);
    const first = await sending.attempted(person.phone_number, 1);
    expect(secondsUntilNext(first)).toBe(120);
    sms.mode = 'accept';
    pass(119.999);
    // Another message is found by the same look, and this one is not.
    const other = newSignup('OTP');
    await signUp(service, other);
    await sms.waitFor(({ to }) => to === other.phone_number);
    expect(sms.messages.some(({ to }) => to === person.phone_number)).toBe(false);
    pass(0.001);
    await sms.waitFor(({ to }) => to === person.phone_number);
  });

  it('waits no shorter than usual, where the gateway asks for less', async () => {
    const { service, sms } = sending;
    const person = newSignup('OTP');
    sms.mode = 'busy-429';
    sms.retryAfter = '0';
    await signUp(service, person);
    const found = await sending.attempted(person.phone_number, 1);
    expect(secondsUntilNext(found)).toBeGreaterThanOrEqual(1.6);
    sms.mode = 'accept';
    pass(3);
    await sms.waitFor(({ to }) => to === person.phone_number);
  });
});
