import { OutboxInspection } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

describe.each(engines)('A signup whose message could not be delivered on %s', (engine) => {
  let sending: SendingService;
  beforeAll(async () => {
    sending = await startSending(engine);
  });
  afterAll(() => sending.stop());

  it.each(['LINK', 'OTP'] as const)(
    'gets the newer one alone after the outage, when it was sent again meanwhile (%s)',
    async (mode) => {
      const { service, smtp, sms } = sending;
      smtp.setMode('reject-4xx');
      sms.mode = 'busy-429';
      sms.retryAfter = '300';
      const person = newSignup(mode);
      const to = mode === 'LINK' ? person.email : person.phone_number;
      const { body } = await signUp(service, person);
      const older = await sending.message(
        to,
        ({ attempts, message }) => attempts.length > 0 && message.leaseHolder === null,
      );
      service.clock.advance(61);
      smtp.setMode('accept');
      sms.mode = 'accept';
      const again = await service.http.post('/signup/resend', { token: body['token'] });
      expect(again.status).toBe(200);
      service.clock.advance(600);
      sending.look();
      const newer = await sending.message(
        to,
        ({ message: { id, status } }) => id !== older.message.id && status === 'delivered',
      );
      const received =
        mode === 'LINK'
          ? smtp.messages
              .filter(({ recipients }) => recipients.includes(to))
              .map(({ content }) => content.messageId)
          : sms.messages.filter((message) => message.to === to).map(({ id }) => `<${id}@localhost>`);
      expect(received).toEqual([`<${newer.message.id}@localhost>`]);
      const replaced = await service.app.get(OutboxInspection).show(older.message.id);
      expect(replaced?.message).toMatchObject({ status: 'discarded' });
      expect(
        await service.database.query('SELECT payload FROM outbox_messages WHERE id = ?', [older.message.id]),
      ).toEqual([{ payload: null }]);
    },
  );
});
