import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not, type FindOptionsWhere } from 'typeorm';
import { Clock } from '@app/clock';
import { asciiKey, UnitOfWork } from '@app/transactions';
import { OutboxAttempt } from './outbox-attempt.entity.js';
import { OutboxMessage, type MessageStatus } from './outbox-message.entity.js';

/** Which messages to list, newest first. */
export interface OutboxFilter {
  readonly status?: MessageStatus | undefined;
  /** The exact address or number. */
  readonly recipient?: string | undefined;
  /** The pending signup or account they are about. */
  readonly subject?: string | undefined;
  readonly limit: number;
}

/** A message with every attempt to send it, oldest first. */
export interface InspectedMessage {
  readonly message: OutboxMessage;
  readonly attempts: readonly OutboxAttempt[];
}

/** The operator's side of the outbox. What a message says is never read here: payloads stay sealed. */
@Injectable()
export class OutboxInspection {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list({ status, recipient, subject, limit }: OutboxFilter): Promise<OutboxMessage[]> {
    return this.unit.view.find(OutboxMessage, {
      where: {
        ...(status && { status }),
        ...(recipient && { recipient: asciiKey(recipient) }),
        ...(subject && { subject }),
      },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  async show(id: string): Promise<InspectedMessage | null> {
    const message = await this.unit.view.findOneBy(OutboxMessage, { id: asciiKey(id) });
    if (!message) return null;
    const attempts = await this.unit.view.find(OutboxAttempt, {
      where: { messageId: id },
      order: { id: 'ASC' },
    });
    return { message, attempts };
  }

  /** Lets a courier begin again with dead messages. @returns how many were dead and still had something to send */
  retry(which: readonly string[] | 'all-dead'): Promise<number> {
    const dead = { status: 'dead' as const, payload: Not(IsNull()) };
    return this.change(which === 'all-dead' ? dead : { ...dead, id: In(which.map(asciiKey)) }, {
      status: 'queued',
      attempts: 0,
      unconfirmed: 0,
      nextAttemptAt: this.clock.now(),
      finishedAt: null,
    });
  }

  /**
   * Gives messages up for good and wipes what they said. One that is being handed over right now is let be: it may
   * arrive, and its record must say so. @returns how many were waiting or dead
   */
  discard(ids: readonly string[]): Promise<number> {
    const finishedAt = this.clock.now();
    const id = In(ids.map(asciiKey));
    const waiting = { id, status: 'queued' as const };
    return this.change(
      [
        { id, status: 'dead' },
        { ...waiting, leaseHolder: IsNull() },
        { ...waiting, unconfirmed: 0 },
        { ...waiting, nextAttemptAt: LessThanOrEqual(finishedAt) },
      ],
      { status: 'discarded', payload: null, finishedAt },
    );
  }

  /** One conditional write: a courier that holds the lease meanwhile finds that it lost it. */
  private async change(
    which: FindOptionsWhere<OutboxMessage> | FindOptionsWhere<OutboxMessage>[],
    to: Partial<OutboxMessage>,
  ): Promise<number> {
    const changes = { ...to, leaseHolder: null };
    const { affected } = await this.unit.run(() =>
      this.unit.manager.createQueryBuilder().update(OutboxMessage).set(changes).where(which).execute(),
    );
    return affected ?? 0;
  }
}
