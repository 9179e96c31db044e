import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import type { ChannelId } from '@app/outbox';
import { MessageSettings, StorageSettings } from '@app/settings';
import type { Channel } from './channel.js';
import { ClosedChannel } from './closed-channel.js';
import { MailboxChannel } from './mailbox-channel.js';
import { Mailbox } from './mailbox.js';

/** The channel of each kind, as the settings route it. */
@Injectable()
export class Channels {
  private readonly routes: Readonly<Record<ChannelId, Channel>>;

  constructor(settings: MessageSettings, mailbox: Mailbox, clock: Clock) {
    const local = (id: ChannelId): Channel =>
      settings[id].kind === 'mailbox' ? new MailboxChannel(id, mailbox, clock) : new ClosedChannel();
    this.routes = { mail: local('mail'), sms: local('sms') };
  }

  for(id: ChannelId): Channel {
    return this.routes[id];
  }
}

/** The mailbox of this data folder. */
export const mailboxProvider = {
  provide: Mailbox,
  inject: [StorageSettings],
  useFactory: ({ dataDir }: StorageSettings) => new Mailbox(join(dataDir, 'mailbox.jsonl')),
};
