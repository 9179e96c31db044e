import { Injectable, Logger } from '@nestjs/common';
import { Outbox, OutboxQueue, type ChannelId } from '@app/outbox';
import { Channels } from './channels.js';
import { DeliverMessage } from './deliver-message.js';

/** Messages of one channel that are sent at the same time. Each channel has its own, so one that hangs holds up no other. */
const concurrency = 8;
/** Milliseconds between two looks at the outbox when nobody wakes the courier. */
const interval = 1000;

/** Drains the outbox until it is stopped. Any number may run on one database. */
@Injectable()
export class Courier {
  private readonly logger = new Logger(Courier.name);
  private readonly inFlight = { mail: new Set<Promise<void>>(), sms: new Set<Promise<void>>() };
  private timer: NodeJS.Timeout | undefined;
  private look: Promise<void> = Promise.resolve();
  private running = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly queue: OutboxQueue,
    private readonly delivery: DeliverMessage,
    private readonly channels: Channels,
  ) {}

  start(): void {
    this.running = true;
    this.outbox.onAdded(() => this.wake());
    this.wake();
  }

  /** Claims nothing more, and waits for what is being sent. */
  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.timer);
    await this.look;
    await Promise.all([...this.inFlight.mail, ...this.inFlight.sms]);
    this.channels.close();
  }

  private wake(): void {
    if (!this.running) return;
    clearTimeout(this.timer);
    this.look = this.look.then(() => this.lookOnce());
  }

  private async lookOnce(): Promise<void> {
    if (!this.running) return;
    try {
      await Promise.all([this.fill('mail'), this.fill('sms')]);
    } catch (error) {
      this.logger.warn({ err: error }, 'The outbox cannot be read');
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), interval);
  }

  private async fill(channel: ChannelId): Promise<void> {
    const lane = this.inFlight[channel];
    const free = concurrency - lane.size;
    if (free <= 0) return;
    for (const id of await this.queue.due(channel, free)) {
      const sending = this.send(id).finally(() => {
        lane.delete(sending);
        this.wake();
      });
      lane.add(sending);
    }
  }

  private async send(id: string): Promise<void> {
    try {
      await this.delivery.deliver(id);
    } catch (error) {
      // The lease ends by itself, and another look finds the message again.
      this.logger.error({ err: error, message: id }, 'A message could not be processed');
    }
  }
}
