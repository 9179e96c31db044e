import { Templates } from '@app/courier';
import { engines } from '../harness/engines.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

describe.each(engines)('A message that cannot be put into words on %s', (engine) => {
  let sending: SendingService;
  beforeEach(async () => {
    sending = await startSending(engine);
  });
  afterEach(() => sending.stop());

  const change = (to: string, what: string): Promise<unknown> =>
    sending.service.database.query(`UPDATE outbox_messages SET ${what} WHERE recipient = ?`, [to]);
  const pass = (seconds: number): void => {
    sending.service.clock.advance(seconds);
    sending.look();
  };

  it.each([
    ['because this version does not know its type', (to: string) => change(to, "type = 'unheard-of'")],
    [
      'because its template throws',
      () => {
        jest.spyOn(sending.service.app.get(Templates), 'render').mockImplementation(() => {
          throw new Error('no words');
        });
      },
    ],
  ])('is a dead letter after as many attempts as any other, %s', async (_why, spoil) => {
    const { service, sms } = sending;
    sms.mode = 'busy-429';
    const person = newSignup('OTP');
    const to = person.phone_number;
    await signUp(service, person);
    await sending.message(
      to,
      ({ attempts, message }) => attempts.length === 1 && message.leaseHolder === null,
    );
    sms.mode = 'accept';
    await spoil(to);
    await change(to, 'attempts = 39');
    pass(60);
    const last = await sending.message(to, ({ message: { attempts } }) => attempts === 40);
    expect([last.message.status, last.attempts.length]).toEqual(['queued', 1]);
    pass(30);
    const { attempts } = await sending.message(to, ({ message: { status } }) => status === 'dead');
    expect(attempts.slice(1)).toMatchObject([
      { channel: 'courier', outcome: 'refused', detail: 'given up after 40 attempts' },
    ]);
    expect(sms.messages).toEqual([]);
    expect(service.logs.text).toContain('A message could not be processed');
  });
});
