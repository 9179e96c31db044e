import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

describe.each(engines)('The story with a mail server and an SMS gateway on %s', (engine) => {
  let sending: SendingService;
  beforeAll(async () => {
    sending = await startSending(engine);
  });
  afterAll(() => sending.stop());

  const payloadOf = async (id: string): Promise<unknown> => {
    const rows: unknown = await sending.service.database.query(
      'SELECT payload FROM outbox_messages WHERE id = ?',
      [id],
    );
    return rows;
  };

  it('signs up by SMS: the gateway gets one request, and its digits open the account', async () => {
    const { service, sms } = sending;
    const person = newSignup('OTP');
    const { body } = await signUp(service, person);
    const { message, id } = await sms.waitFor(({ to }) => to === person.phone_number);
    const otp = /\b\d{6}\b/.exec(message)?.[0];
    const verified = await service.http.post('/signup/verify', { token: body['token'], otp });
    expect(verified.body).toEqual({ status: true, message: 'Account has been created' });
    const notice = await sms.waitFor(
      (found) => found.to === person.phone_number && found.message.includes('sudah aktif'),
    );
    expect(notice.id).not.toBe(id);
    expect(sms.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(
      sms.messages.map((sent) => sent.id),
    );
    expect((await service.http.post('/auth', person)).status).toBe(200);
  });

  it('signs up by link: the mail server gets one mail, and its link opens the account', async () => {
    const { service, smtp } = sending;
    const person = newSignup('LINK');
    await signUp(service, person);
    const mail = await smtp.waitFor(({ recipients }) => recipients.includes(person.email));
    const code = /confirm\?code=([\w-]{43})/.exec(mail.content.text ?? '')?.[1];
    expect(mail.content.html).toContain(`href="http://localhost:3000/signup/confirm?code=${code}"`);
    expect((await service.http.post('/signup/confirm', { code })).status).toBe(200);
    const notice = await smtp.waitFor(
      ({ recipients, content }) =>
        recipients.includes(person.email) && content.subject === 'Akun ONAPPS Anda sudah aktif',
    );
    expect(notice.content.messageId).not.toBe(mail.content.messageId);
    expect((await service.http.post('/auth', person)).status).toBe(200);
  });

  it('is known to the other side by the message’s own id, and forgets what it said', async () => {
    const { service } = sending;
    const [byMail, bySms] = [newSignup('LINK'), newSignup('OTP')];
    await Promise.all([signUp(service, byMail), signUp(service, bySms)]);
    const mail = await sending.message(byMail.email, ({ message }) => message.status === 'delivered');
    const { content } = await sending.smtp.waitFor(({ recipients }) => recipients.includes(byMail.email));
    expect(content.messageId).toBe(`<${mail.message.id}@localhost>`);
    const sms = await sending.message(bySms.phone_number, ({ message }) => message.status === 'delivered');
    expect(sending.sms.messages.at(-1)?.id).toBe(sms.message.id);
    expect(await payloadOf(mail.message.id)).toEqual([{ payload: null }]);
    expect(await payloadOf(sms.message.id)).toEqual([{ payload: null }]);
    expect(mail.attempts).toMatchObject([{ channel: 'smtp', outcome: 'accepted', detail: null }]);
    expect(sms.attempts).toMatchObject([
      { channel: 'sms-http', outcome: 'accepted', providerId: `sms-${sms.message.id}` },
    ]);
    expect(sms.message).toMatchObject({ attempts: 1, unconfirmed: 0, leaseHolder: null });
  });

  it('sends each language to whom it was asked in', async () => {
    const person = newSignup('LINK');
    const headers = { 'accept-language': 'en' };
    await sending.service.http.post('/signup', person, { basic: demo, headers });
    const mail = await sending.smtp.waitFor(({ recipients }) => recipients.includes(person.email));
    expect(mail.content.subject).toBe('Confirm your registration at ONAPPS');
    expect(mail.content.html).toContain('<html lang="en">');
  });

  it('keeps no mailbox beside real channels', async () => {
    expect((await sending.service.http.get('/dev/mailbox.json')).status).toBe(404);
  });

  it('sends one message, however many ask for it again at the same time', async () => {
    const { service, sms } = sending;
    const person = newSignup('OTP');
    const { body } = await signUp(service, person);
    const first = await sms.waitFor(({ to }) => to === person.phone_number);
    service.clock.advance(61);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => service.http.post('/signup/resend', { token: body['token'] })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const refused of answers.filter(({ status }) => status !== 200))
      expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    const second = await sms.waitFor(({ to, id }) => to === person.phone_number && id !== first.id);
    expect(sms.messages.filter(({ to }) => to === person.phone_number)).toHaveLength(2);
    const [oldCode, newCode] = [first, second].map(({ message }) => /\b\d{6}\b/.exec(message)?.[0]);
    const verify = (otp?: string) => service.http.post('/signup/verify', { token: body['token'], otp });
    const statuses = [(await verify(oldCode)).status, (await verify(newCode)).status];
    // One time in a million both messages carry the same digits.
    expect(statuses).toEqual(oldCode === newCode ? [200, 400] : [400, 200]);
  });
});
