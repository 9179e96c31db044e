import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Clock } from '@app/clock';
import { removeBatch, UnitOfWork } from '@app/transactions';
import { OutboxMessage, type MessageStatus } from './outbox-message.entity.js';

/** How the outbox stands. */
export interface OutboxFigures {
  readonly byStatus: Readonly<Record<MessageStatus, number>>;
  /** Seconds the oldest queued message has waited; 0 when none waits. */
  readonly oldestQueuedAge: number;
}

/** Keeps the outbox small, and says how it stands. */
@Injectable()
export class OutboxUpkeep {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Removes up to `most` messages that ended before `moment`, dead letters excepted. @returns how many */
  removeEnded(moment: Date, most: number): Promise<number> {
    const ended = { status: In<MessageStatus>(['delivered', 'discarded']), finishedAt: LessThan(moment) };
    return removeBatch(this.unit, OutboxMessage, ended, most);
  }

  async figures(): Promise<OutboxFigures> {
    const rows = await this.unit.view
      .createQueryBuilder(OutboxMessage, 'message')
      .select('message.status', 'status')
      .addSelect('COUNT(*)', 'count')
      .groupBy('message.status')
      .getRawMany<{ status: MessageStatus; count: string | number }>();
    const counted = Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
    const oldest = await this.unit.view.findOne(OutboxMessage, {
      where: { status: 'queued' },
      order: { createdAt: 'ASC' },
    });
    const age = oldest ? this.clock.now().getTime() - oldest.createdAt.getTime() : 0;
    return {
      byStatus: { queued: 0, delivered: 0, dead: 0, discarded: 0, ...counted },
      oldestQueuedAge: Math.round(age / 1000),
    };
  }
}
