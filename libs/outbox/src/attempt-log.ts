import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { UnitOfWork } from '@app/transactions';
import { OutboxAttempt, type AttemptOutcome } from './outbox-attempt.entity.js';
import type { OutboxMessage } from './outbox-message.entity.js';

/** How an attempt ended. */
export interface AttemptReport {
  readonly channel: string;
  readonly detail?: string | undefined;
  readonly providerId?: string | undefined;
}

/** Ends a message, and stands for the second of the two sendings at the same time. */
export const begunTwice = { channel: 'courier', detail: 'begun twice, its end unknown' } as const;

const lost = { channel: 'courier', detail: 'the courier ended while it was being sent' } as const;

/** What was given up begins anew when an operator says so, and so does the count of its sendings. */
const gaveUp = ({ outcome, detail }: OutboxAttempt): boolean =>
  outcome === 'refused' || detail === begunTwice.detail;

/** Every attempt at every message, in the words of whoever it failed at. */
@Injectable()
export class AttemptLog {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Inside a unit of work. */
  async add(messageId: string, outcome: AttemptOutcome, report: AttemptReport): Promise<void> {
    const { channel, detail, providerId } = report;
    await this.unit.manager.insert(OutboxAttempt, {
      messageId,
      at: this.clock.now(),
      channel,
      outcome,
      detail: detail?.slice(0, 200) ?? null,
      providerId: providerId?.slice(0, 200) ?? null,
    });
  }

  /** Adds the sendings that a courier began and nobody wrote down. Inside the unit of work that claims the message. */
  async addLost({ id, unconfirmed }: OutboxMessage): Promise<void> {
    if (unconfirmed === 0) return;
    const latestFirst = await this.unit.manager.find(OutboxAttempt, {
      where: { messageId: id },
      order: { id: 'DESC' },
    });
    const end = latestFirst.findIndex(gaveUp);
    const current = end === -1 ? latestFirst : latestFirst.slice(0, end);
    const known = current.filter(({ outcome }) => outcome === 'unknown').length;
    for (let sending = known; sending < unconfirmed; sending++) await this.add(id, 'unknown', lost);
  }
}
