import { setTimeout as sleep } from 'node:timers/promises';
import { SmsGateway } from '../harness/sms-gateway.js';
import { SmtpSink } from '../harness/smtp-sink.js';

/** A mail server and an SMS gateway, and what came to them. */
export class Sendings {
  private constructor(
    readonly smtp: SmtpSink,
    readonly sms: SmsGateway,
  ) {}

  /** @param pause milliseconds between taking an SMS and saying so: the moment in which a sender can die */
  static async start(pause = 0): Promise<Sendings> {
    const [smtp, sms] = await Promise.all([SmtpSink.start(), SmsGateway.start()]);
    sms.mode = (response) => void sleep(pause).then(() => response.writeHead(202).end());
    return new Sendings(smtp, sms);
  }

  /** Ids of the messages that came, by address or number, each as often as it came. */
  byRecipient(): Map<string, string[]> {
    const ids = new Map<string, string[]>();
    const note = (to: string, id: string): void => void ids.set(to, [...(ids.get(to) ?? []), id]);
    for (const { recipients, content } of this.smtp.messages)
      for (const to of recipients) note(to, content.messageId ?? '');
    for (const { headers, body } of this.sms.requests)
      note((body as { to: string }).to, String(headers['idempotency-key']));
    return ids;
  }

  async stop(): Promise<void> {
    await Promise.all([this.smtp.stop(), this.sms.stop()]);
  }
}
