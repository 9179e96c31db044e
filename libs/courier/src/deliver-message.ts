import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { LeaseLost, OutboxQueue, type ClaimedMessage, type OutboxMessage } from '@app/outbox';
import { maxAttempts, retryDelay } from './backoff.js';
import { DeliveryFailed } from './channel.js';
import { Channels } from './channels.js';
import { Templates } from './templates/templates.js';

/** Seconds of a lease: longer than any channel takes for one message, its bounds included. */
const lease = 30;

/** Seconds before the second and last sending of a message that may have arrived: one stall must not use both up. */
const unclearPause = 60;

/** Sends one message and records how that went. */
@Injectable()
export class DeliverMessage {
  constructor(
    private readonly queue: OutboxQueue,
    private readonly templates: Templates,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /**
   * Does nothing when another courier was faster.
   * @throws whatever is no doing of the other side: words that cannot be made, a database that is away. Another claim
   * follows when the lease has ended
   */
  async deliver(id: string): Promise<void> {
    const claimed = await this.queue.claim(id, lease);
    if (!claimed) return;
    const { message } = claimed;
    // An attempt that ended in a fault of ours leaves no record, and its lease would bring it back for ever.
    if (message.attempts > maxAttempts) await this.giveUp(message);
    else await this.send(claimed);
  }

  private async giveUp(message: OutboxMessage): Promise<void> {
    const detail = `given up after ${message.attempts - 1} attempts`;
    await this.queue.bury(message, 'refused', { channel: 'courier', detail });
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
      const pause = error.isUnclear ? unclearPause : (error.retryAfter ?? 0);
      const delay = Math.max(retryDelay(message.attempts), pause);
      const outcome = error.isUnclear ? 'unknown' : 'retry';
      await this.queue.postpone(message, secondsAfter(this.clock.now(), delay), outcome, report);
    }
  }
}
