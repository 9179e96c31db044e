import { Injectable, Logger } from '@nestjs/common';
import { Outbox, OutboxQueue, type ChannelId } from '@app/outbox';
import { Channels } from './channels.js';
import { DeliverMessage } from './deliver-message.js';

/** Messages of one channel that are sent at the same time. Each channel has its own, so one that hangs holds up no other. */
const concurrency = 8;
/** Milliseconds between two looks at the outbox when nobody wakes the courier. */
const interval = 1000;
/** Milliseconds that whoever left a message has for an answer of its own: its time must not tell that one goes out. */
const breath = 20;

/** Drains the outbox until it is stopped. Any number may run on one database. */
@Injectable()
export class Courier {
  private readonly logger = new Logger(Courier.name);
  private readonly inFlight = {
    mail: new Map<string, Promise<boolean>>(),
    sms: new Map<string, Promise<boolean>>(),
  };
  private timer: NodeJS.Timeout | undefined;
  private look: Promise<void> = Promise.resolve();
  /** Whether a look is about to begin: whoever wakes the courier before that is served by it, too. */
  private lookIsDue = false;
  private running = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly queue: OutboxQueue,
    private readonly delivery: DeliverMessage,
    private readonly channels: Channels,
  ) {}

  start(): void {
    this.running = true;
    this.outbox.onAdded(() => setTimeout(() => this.wake(), breath).unref());
    this.wake();
  }

  /** Claims nothing more, and waits for what is being sent. */
  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.timer);
    await this.look;
    await Promise.all([...this.inFlight.mail.values(), ...this.inFlight.sms.values()]);
    this.channels.close();
  }

  private wake(): void {
    if (!this.running || this.lookIsDue) return;
    this.lookIsDue = true;
    clearTimeout(this.timer);
    this.look = this.look.then(() => this.lookOnce());
  }

  private async lookOnce(): Promise<void> {
    this.lookIsDue = false;
    if (!this.running) return;
    try {
      await Promise.all([this.fill('mail'), this.fill('sms')]);
    } catch (error) {
      this.logger.warn({ err: error }, 'The outbox cannot be read');
    }
    clearTimeout(this.timer);
    if (this.running) this.timer = setTimeout(() => this.wake(), interval);
  }

  private async fill(channel: ChannelId): Promise<void> {
    const lane = this.inFlight[channel];
    if (lane.size >= concurrency) return;
    const due = await this.queue.due(channel, concurrency);
    if (!this.running) return;
    // What is in flight may not be claimed yet, and is due until it is.
    for (const id of due.filter((each) => !lane.has(each)).slice(0, concurrency - lane.size)) {
      const sending = this.send(id).finally(() => lane.delete(id));
      lane.set(id, sending);
      void sending.then((wasProcessed) => wasProcessed && this.wake());
    }
  }

  /** @returns whether it went as foreseen; after a fault the next look waits its interval, or the two would race */
  private async send(id: string): Promise<boolean> {
    try {
      await this.delivery.deliver(id);
      return true;
    } catch (error) {
      // The lease ends by itself, and another look finds the message again.
      this.logger.error({ err: error, message: id }, 'A message could not be processed');
      return false;
    }
  }
}
