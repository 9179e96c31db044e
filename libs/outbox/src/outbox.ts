import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
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
    await this.insert(message, 'queued');
  }

  /**
   * Does all that `add` does, for a message that nobody gets: where an answer must not tell a known address from an
   * unknown one, its time must not either.
   */
  async addDecoy(message: SealedMessage): Promise<void> {
    await this.insert(message, 'discarded');
  }

  /** Wipes what still waits to be said about a subject. Inside a unit of work. */
  async removeAbout(subject: string): Promise<void> {
    await this.unit.manager.delete(OutboxMessage, { subject });
  }

  private async insert({ to, ...message }: SealedMessage, status: 'queued' | 'discarded'): Promise<void> {
    const now = this.clock.now();
    await this.unit.manager.insert(OutboxMessage, {
      ...message,
      id: randomUUIDv7(),
      recipient: to,
      status,
      attempts: 0,
      unconfirmed: 0,
      nextAttemptAt: now,
      leaseHolder: null,
      createdAt: now,
      finishedAt: status === 'queued' ? null : now,
    });
    this.unit.onCommit(() => this.listeners.forEach((listener) => listener()));
  }

  /** Wakes a courier in this process without waiting for its next look. */
  onAdded(listener: () => void): void {
    this.listeners.push(listener);
  }
}
