import { OutboxInspection, OutboxUpkeep, type InspectedMessage } from '@app/outbox';
import { engines } from '../harness/engines.js';
import type { SmtpSinkMode } from '../harness/smtp-sink.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

const attempted = ({ attempts, message }: InspectedMessage): boolean =>
  attempts.length === 1 && message.leaseHolder === null;

describe.each(engines)('The figures of the outbox on %s', (engine) => {
  let sending: SendingService;
  beforeAll(async () => {
    sending = await startSending(engine);
  });
  afterAll(() => sending.stop());

  async function send(mode: SmtpSinkMode): Promise<string> {
    const person = newSignup('LINK');
    sending.smtp.setMode(mode);
    await signUp(sending.service, person);
    return (await sending.message(person.email, attempted)).message.id;
  }

  it('are all naught where nothing was sent', async () => {
    expect(await sending.service.app.get(OutboxUpkeep).figures()).toEqual({
      byStatus: { queued: 0, delivered: 0, dead: 0, discarded: 0 },
      oldestQueuedAge: 0,
    });
  });

  it('count the messages by status, and tell how long the oldest waits', async () => {
    await send('accept');
    await send('reject-5xx');
    const discarded = await send('reject-5xx');
    await sending.service.app.get(OutboxInspection).discard([discarded]);
    await send('reject-4xx');
    sending.service.clock.advance(90);
    const another = newSignup('LINK');
    await signUp(sending.service, another);
    await sending.message(another.email, attempted);
    expect(await sending.service.app.get(OutboxUpkeep).figures()).toEqual({
      byStatus: { queued: 2, delivered: 1, dead: 1, discarded: 1 },
      oldestQueuedAge: 90,
    });
  });
});
