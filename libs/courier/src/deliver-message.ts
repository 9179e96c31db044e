import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { LeaseLost, OutboxQueue, type ClaimedMessage } from '@app/outbox';
import { maxAttempts, retryDelay } from './backoff.js';
import { DeliveryFailed } from './channel.js';
import { Channels } from './channels.js';
import { Templates } from './templates/templates.js';

/** Seconds of a lease: longer than any channel takes for one message, its bounds included. */
const lease = 30;

/** Sends one message and records how that went. */
@Injectable()
export class DeliverMessage {
  constructor(
    private readonly queue: OutboxQueue,
    private readonly templates: Templates,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** Does nothing when another courier was faster. Never throws for what the other side does. */
  async deliver(id: string): Promise<void> {
    const claimed = await this.queue.claim(id, lease);
    if (claimed) await this.send(claimed);
  }

  private async send({ message, payload }: ClaimedMessage): Promise<void> {
    const words = this.templates.render(message.type, message.locale, payload);
    try {
      const accepted = await this.channels
        .for(message.channel)
        .deliver({ id: message.id, to: message.recipient, ...words }, () => this.queue.begin(message, lease));
      await this.queue.delivered(message, accepted);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (!(error instanceof DeliveryFailed)) throw error;
      const report = { channel: error.channel, detail: error.message };
      if (error.permanent || message.attempts >= maxAttempts)
        return this.queue.bury(message, 'refused', report);
      const delay = Math.max(retryDelay(message.attempts), error.retryAfter ?? 0);
      await this.queue.postpone(message, secondsAfter(this.clock.now(), delay), report);
    }
  }
}
