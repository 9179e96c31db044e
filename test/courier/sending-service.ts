import { Courier } from '@app/courier';
import { OutboxInspection, type InspectedMessage } from '@app/outbox';
import { demo, type Reply } from '../harness/client.js';
import type { Engine } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { SmsGateway } from '../harness/sms-gateway.js';
import { SmtpSink } from '../harness/smtp-sink.js';

/** A whole service with a mail server and an SMS gateway of its own, given by settings. */
export interface SendingService {
  readonly service: Service;
  readonly smtp: SmtpSink;
  readonly sms: SmsGateway;
  /** Makes the courier look at the outbox now instead of within a second. */
  look(): void;
  /** The only message to an address or number, with its attempts, as soon as `holds` says so. */
  message(to: string, holds: (found: InspectedMessage) => boolean): Promise<InspectedMessage>;
  /** The same once so many attempts have ended. */
  attempted(to: string, times: number): Promise<InspectedMessage>;
  stop(): Promise<void>;
}

export async function startSending(
  engine: Engine,
  env: (smtp: SmtpSink, sms: SmsGateway) => Readonly<Record<string, string>> = () => ({}),
): Promise<SendingService> {
  const [smtp, sms] = await Promise.all([SmtpSink.start(), SmsGateway.start()]);
  const service = await startService(engine, {
    env: { SMTP_URL: smtp.url, SMS_URL: sms.url, ...env(smtp, sms) },
  });
  const inspection = service.app.get(OutboxInspection);
  const courier = service.app.get(Courier);
  const look = (): void => courier['wake']();
  return {
    service,
    smtp,
    sms,
    look,
    message: (to, holds) => messageTo(inspection, to, holds),
    attempted: (to, times) =>
      messageTo(
        inspection,
        to,
        ({ attempts, message }) => attempts.length === times && message.leaseHolder === null,
      ),
    stop: async () => {
      // First, so that what hangs there ends at once.
      await Promise.all([smtp.stop(), sms.stop()]);
      await service.stop();
    },
  };
}

const patience = 5000;

async function messageTo(
  inspection: OutboxInspection,
  to: string,
  holds: (found: InspectedMessage) => boolean,
): Promise<InspectedMessage> {
  let found: InspectedMessage | null = null;
  for (
    const end = Date.now() + patience;
    Date.now() < end;
    await new Promise((next) => setTimeout(next, 10))
  ) {
    const [message] = await inspection.list({ recipient: to, limit: 1 });
    found = message ? await inspection.show(message.id) : null;
    if (found && holds(found)) return found;
  }
  throw new Error(`It did not come to that within ${patience} ms: ${JSON.stringify(found)}`);
}

let people = 0;

/** What somebody new sends to `/signup`; OTP needs a number, and gets one. */
export function newSignup(mode: 'LINK' | 'OTP') {
  const number = (people += 1);
  return {
    username: `sender ${number}`,
    password: `secret of sender ${number}`,
    email: `sender${number}@example.test`,
    first_name: 'Ada',
    last_name: 'Lovelace',
    phone_number: `62811${String(number).padStart(6, '0')}`,
    platform: 'ONAPPS',
    mode,
  };
}

export const signUp = ({ http }: Service, body: ReturnType<typeof newSignup>): Promise<Reply> =>
  http.post('/signup', body, { basic: demo });
