import type { Clock } from '@app/clock';
import type { ChannelId } from '@app/outbox';
import { Channel, type Acceptance, type Begin } from './channel.js';
import type { Mailbox } from './mailbox.js';
import type { RenderedMessage } from './rendered-message.js';

/** Delivers to the development mailbox, for a channel that has no server. */
export class MailboxChannel extends Channel {
  constructor(
    private readonly id: ChannelId,
    private readonly mailbox: Mailbox,
    private readonly clock: Clock,
  ) {
    super();
  }

  async deliver(message: RenderedMessage, begin: Begin): Promise<Acceptance> {
    await begin();
    await this.mailbox.put({ ...message, channel: this.id, createdAt: this.clock.now().toISOString() });
    return { channel: 'mailbox' };
  }
}
