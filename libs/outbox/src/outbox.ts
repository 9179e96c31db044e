import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '@app/clock';
import { UnitOfWork } from '@app/transactions';
import type { NewMessage } from './message-catalogue.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { PayloadSeal } from './payload-seal.js';

/** A message ready to be added: sealing takes time that no unit of work should spend. */
export type SealedMessage = Omit<NewMessage, 'payload'> & { readonly payload: string };

/** Where use cases leave messages, in the same unit of work as the change they tell of. */
@Injectable()
export class Outbox {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly unit: UnitOfWork,
    private readonly sealer: PayloadSeal,
    private readonly clock: Clock,
  ) {}

  /** Outside the unit of work. */
  async seal(message: NewMessage): Promise<SealedMessage> {
    return { ...message, payload: await this.sealer.seal(message.payload) };
  }

  /** Inside the unit of work; the courier hears of it after the commit. */
  async add(message: SealedMessage): Promise<void> {
    await this.insert(message);
  }

  /**
   * Adds it in the place of those of its type and subject that still wait: what they say is dead with it, and must not
   * arrive last. A courier that holds one finds that it lost it; what may have been sent already stays.
   */
  async replace(message: SealedMessage): Promise<void> {
    const { type, subject } = message;
    const queued = { type, subject, status: 'queued' as const };
    const waiting = [
      { ...queued, leaseHolder: IsNull() },
      { ...queued, unconfirmed: 0 },
    ];
    const finishedAt = this.clock.now();
    const gone = { status: 'discarded' as const, payload: null, leaseHolder: null, finishedAt };
    await this.unit.manager.createQueryBuilder().update(OutboxMessage).set(gone).where(waiting).execute();
    await this.insert(message);
  }

  /**
   * Costs what `replace` costs, and leaves nothing behind, for a message that nobody gets: where an answer must not tell
   * a known address from an unknown one, its time must not either.
   */
  async addDecoy(message: SealedMessage): Promise<void> {
    const id = await this.insert(message);
    await this.unit.manager.delete(OutboxMessage, { id });
  }

  /** Wipes what still waits to be said about a subject. Inside a unit of work. */
  async removeAbout(subject: string): Promise<void> {
    await this.unit.manager.delete(OutboxMessage, { subject });
  }

  /** Wakes a courier in this process without waiting for its next look. */
  onAdded(listener: () => void): void {
    this.listeners.push(listener);
  }

  private async insert({ to, ...message }: SealedMessage): Promise<string> {
    const now = this.clock.now();
    const id = randomUUIDv7();
    await this.unit.manager.insert(OutboxMessage, {
      ...message,
      id,
      recipient: to,
      status: 'queued',
      attempts: 0,
      unconfirmed: 0,
      nextAttemptAt: now,
      leaseHolder: null,
      createdAt: now,
      finishedAt: null,
    });
    this.unit.onCommit(() => this.listeners.forEach((listener) => listener()));
    return id;
  }
}
