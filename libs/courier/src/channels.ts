import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import type { ChannelId } from '@app/outbox';
import { MessageSettings, StorageSettings } from '@app/settings';
import type { Channel } from './channel.js';
import { ClosedChannel } from './closed-channel.js';
import { MailboxChannel } from './mailbox-channel.js';
import { Mailbox } from './mailbox.js';
import { SmsHttpChannel } from './sms-http-channel.js';
import { SmtpChannel } from './smtp-channel.js';

/** The channel of each kind, as the settings route it. */
@Injectable()
export class Channels {
  private readonly smtp: SmtpChannel | undefined;
  private readonly routes: Readonly<Record<ChannelId, Channel>>;

  constructor({ mail, mailFrom, sms, smsFallbackUrl }: MessageSettings, mailbox: Mailbox, clock: Clock) {
    this.smtp = mail.kind === 'server' ? new SmtpChannel({ url: mail.url, from: mailFrom }) : undefined;
    const gateway =
      sms.kind === 'server' ? new SmsHttpChannel({ url: sms.url, fallbackUrl: smsFallbackUrl }) : undefined;
    const local = (id: ChannelId, kind: string): Channel =>
      kind === 'mailbox' ? new MailboxChannel(id, mailbox, clock) : new ClosedChannel();
    this.routes = { mail: this.smtp ?? local('mail', mail.kind), sms: gateway ?? local('sms', sms.kind) };
  }

  for(id: ChannelId): Channel {
    return this.routes[id];
  }

  /** After the last message: hangs up on the mail server. */
  close(): void {
    this.smtp?.close();
  }
}

/** The mailbox of this data folder. */
export const mailboxProvider = {
  provide: Mailbox,
  inject: [StorageSettings],
  useFactory: ({ dataDir }: StorageSettings) => new Mailbox(join(dataDir, 'mailbox.jsonl')),
};
