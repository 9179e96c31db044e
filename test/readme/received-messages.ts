import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MailboxEntry } from '@app/courier';
import type { SmsGateway } from '../harness/sms-gateway.js';
import type { SmtpSink } from '../harness/smtp-sink.js';

/** What has come to a mail server and an SMS gateway, in the shape of the development mailbox. */
export function receivedBy(smtp: SmtpSink, sms: SmsGateway): MailboxEntry[] {
  const mails = smtp.messages.flatMap(({ recipients, content }) =>
    recipients.map((to) => ({
      id: content.messageId ?? '',
      channel: 'mail' as const,
      to,
      subject: content.subject ?? null,
      text: content.text ?? '',
      html: content.html ?? null,
      createdAt: content.date ?? '',
    })),
  );
  const texts = sms.messages.map(({ id, to, message }) => ({
    id,
    channel: 'sms' as const,
    to,
    subject: null,
    text: message,
    html: null,
    createdAt: '',
  }));
  return [...mails, ...texts];
}

/** Shows it on a free port of 127.0.0.1, to whoever asks. */
export async function showReceived(
  smtp: SmtpSink,
  sms: SmsGateway,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(receivedBy(smtp, sms)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
