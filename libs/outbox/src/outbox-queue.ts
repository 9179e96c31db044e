import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Clock, secondsAfter } from '@app/clock';
import { UnitOfWork } from '@app/transactions';
import { AttemptLog, begunTwice, type AttemptReport } from './attempt-log.js';
import type { ChannelId, MessageCatalogue, MessageType } from './message-catalogue.js';
import type { AttemptOutcome } from './outbox-attempt.entity.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { PayloadSeal } from './payload-seal.js';

/** A message under this courier's lease. */
export interface ClaimedMessage {
  readonly message: OutboxMessage;
  /** The opened payload. */
  readonly payload: MessageCatalogue[MessageType];
}

/** Another courier holds the message by now: this one must not send it. */
export class LeaseLost extends Error {
  constructor() {
    super('another courier took the message over');
    this.name = 'LeaseLost';
  }
}

/** Sent twice at the most: a message whose sending was begun twice with unknown end is not begun a third time. */
const maxUnconfirmed = 2;

/** The courier's side of the outbox: claims by lease, one conditional write each, so that any number may run. */
@Injectable()
export class OutboxQueue {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly sealer: PayloadSeal,
    private readonly attempts: AttemptLog,
    private readonly clock: Clock,
  ) {}

  /** Ids of a channel's messages that may be sent now, oldest first. Another courier may claim any of them first. */
  async due(channel: ChannelId, most: number): Promise<string[]> {
    const rows = await this.unit.view.find(OutboxMessage, {
      select: { id: true },
      where: { status: 'queued', channel, nextAttemptAt: LessThanOrEqual(this.clock.now()) },
      order: { nextAttemptAt: 'ASC', id: 'ASC' },
      take: most,
    });
    return rows.map(({ id }) => id);
  }

  /**
   * Takes the lease of one message for `lease` seconds, or null when another courier was faster. Nothing is sent yet:
   * a courier that dies now costs the message nothing but the time of the lease.
   */
  async claim(id: string, lease: number): Promise<ClaimedMessage | null> {
    const now = this.clock.now();
    const leaseHolder = randomUUID();
    const message = await this.unit.run(async () => {
      const claimed = await this.unit.manager
        .createQueryBuilder()
        .update(OutboxMessage)
        .set({
          leaseHolder,
          nextAttemptAt: secondsAfter(now, lease),
          attempts: () => 'attempts + 1',
        })
        .where({ id, status: 'queued', nextAttemptAt: LessThanOrEqual(now) })
        .execute();
      return claimed.affected === 1 ? this.underLease(id) : null;
    });
    return message && this.opened(message);
  }

  /**
   * Right before the other side can act on it: from here on it may have been sent. The lease begins anew.
   * @throws LeaseLost when another courier took over meanwhile
   */
  async begin({ id, leaseHolder }: OutboxMessage, lease: number): Promise<void> {
    const held = { id, leaseHolder: leaseHolder ?? '', status: 'queued' as const };
    const nextAttemptAt = secondsAfter(this.clock.now(), lease);
    const { affected } = await this.unit.run(() =>
      this.unit.manager
        .createQueryBuilder()
        .update(OutboxMessage)
        .set({ nextAttemptAt, unconfirmed: () => 'unconfirmed + 1' })
        .where(held)
        .execute(),
    );
    if (affected !== 1) throw new LeaseLost();
  }

  /** The channel took it. The payload, and with it the code, is gone. */
  async delivered(message: OutboxMessage, report: AttemptReport): Promise<void> {
    await this.conclude(message, 'accepted', report, {
      status: 'delivered',
      payload: null,
      finishedAt: this.clock.now(),
    });
  }

  /**
   * Another attempt follows at `at`. `retry`: it was not sent. `unknown`: it may have been, and counts as one of the two
   * sendings that may happen.
   */
  async postpone(
    message: OutboxMessage,
    at: Date,
    outcome: 'retry' | 'unknown',
    report: AttemptReport,
  ): Promise<void> {
    const unconfirmed = message.unconfirmed + (outcome === 'unknown' ? 1 : 0);
    await this.conclude(message, outcome, report, { nextAttemptAt: at, unconfirmed });
  }

  /** It will not be sent any more, unless an operator says so. The payload stays for that. */
  async bury(message: OutboxMessage, outcome: 'refused' | 'unknown', report: AttemptReport): Promise<void> {
    await this.conclude(message, outcome, report, { status: 'dead', finishedAt: this.clock.now() });
  }

  private async underLease(id: string): Promise<OutboxMessage> {
    const message = await this.unit.manager
      .createQueryBuilder(OutboxMessage, 'message')
      .addSelect('message.payload')
      .where({ id })
      .getOneOrFail();
    if (message.unconfirmed < maxUnconfirmed) await this.attempts.addLost(message);
    return message;
  }

  private async opened(message: OutboxMessage): Promise<ClaimedMessage | null> {
    if (message.unconfirmed >= maxUnconfirmed) {
      await this.bury(message, 'unknown', begunTwice);
      return null;
    }
    try {
      return {
        message,
        payload: (await this.sealer.open(message.payload ?? '')) as MessageCatalogue[MessageType],
      };
    } catch {
      await this.bury(message, 'refused', { channel: 'courier', detail: 'sealed under another DATA_SECRET' });
      return null;
    }
  }

  /** Only the holder of the lease may say how it ended, and of its own sending alone: others stay without an end. */
  private async conclude(
    { id, leaseHolder, unconfirmed }: OutboxMessage,
    outcome: AttemptOutcome,
    report: AttemptReport,
    changes: Partial<OutboxMessage>,
  ): Promise<void> {
    await this.unit.run(async () => {
      const held = { id, leaseHolder: leaseHolder ?? '', status: 'queued' as const };
      const ended = { unconfirmed, ...changes, leaseHolder: null };
      const { affected } = await this.unit.manager.update(OutboxMessage, held, ended);
      if (affected === 1) await this.attempts.add(id, outcome, report);
    });
  }
}
