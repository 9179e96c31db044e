import { OutboxInspection } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

describe.each(engines)('A mail server that takes mail and says nothing to it, on %s', (engine) => {
  let sending: SendingService;
  beforeAll(async () => {
    sending = await startSending(engine);
  });
  afterAll(() => sending.stop());

  const mailTo = async (): Promise<string> => {
    const person = newSignup('LINK');
    sending.smtp.setMode('drop-after-data');
    await signUp(sending.service, person);
    return person.email;
  };
  const copiesFor = (to: string): number =>
    sending.smtp.messages.filter(({ recipients }) => recipients.includes(to)).length;
  const pass = (): void => {
    sending.service.clock.advance(60);
    sending.look();
  };

  it('gets it twice and no more; then an operator has the word', async () => {
    const to = await mailTo();
    await sending.attempted(to, 1);
    pass();
    await sending.attempted(to, 2);
    pass();
    const { message, attempts } = await sending.attempted(to, 3);
    expect(message.status).toBe('dead');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(attempts.at(-1)?.detail).toBe('begun twice, its end unknown');
    expect(copiesFor(to)).toBe(2);
  });

  it('is not sent it again after a minute, when the person has asked for a newer one', async () => {
    const person = newSignup('LINK');
    sending.smtp.setMode('drop-after-data');
    const { body } = await signUp(sending.service, person);
    const old = await sending.attempted(person.email, 1);
    sending.smtp.setMode('accept');
    sending.service.clock.advance(60);
    expect((await sending.service.http.post('/signup/resend', { token: body['token'] })).status).toBe(200);
    await sending.message(person.email, ({ message }) => message.status === 'delivered');
    pass();
    const { message } = (await sending.service.app.get(OutboxInspection).show(old.message.id)) ?? old;
    expect([message.status, copiesFor(person.email)]).toEqual(['discarded', 2]);
  });

  it('and then takes it, ends the message as ever', async () => {
    const to = await mailTo();
    await sending.attempted(to, 1);
    sending.smtp.setMode('accept');
    pass();
    const { message, attempts } = await sending.attempted(to, 2);
    expect([message.status, attempts.map(({ outcome }) => outcome)]).toEqual([
      'delivered',
      ['unknown', 'accepted'],
    ]);
  });
});
