import type { TestingModule } from '@nestjs/testing';
import {
  Outbox,
  OutboxAttempt,
  OutboxMessage,
  OutboxModule,
  OutboxQueue,
  type ClaimedMessage,
} from '@app/outbox';
import type { Engine } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { build } from './blocks.js';
import { digitsFor } from './messages.js';

/** Seconds. */
export const lease = 30;
export const report = { channel: 'sms-http' };

/** The queue on a database of its own, with one message that waits. */
export class QueueUnderTest {
  database!: OpenedDatabase;
  module!: TestingModule;
  queue!: OutboxQueue;
  /** The message. */
  id!: string;

  async open(engine: Engine): Promise<void> {
    this.database = await openMigrated(engine);
    this.module = await build(this.database, [OutboxModule]);
    this.queue = this.module.get(OutboxQueue);
  }

  /** A fresh message; what an earlier test left is none of this one's business. */
  async begin(): Promise<void> {
    const left = { status: 'queued' as const };
    const { unit } = this.database;
    await unit.run(() => unit.manager.update(OutboxMessage, left, { status: 'discarded' }));
    this.id = await this.enqueue(crypto.randomUUID());
  }

  close(): Promise<void> {
    return this.database.close();
  }

  async enqueue(subject: string): Promise<string> {
    const outbox = this.module.get(Outbox);
    const sealed = await outbox.seal(digitsFor(subject, '918273'));
    await this.database.unit.run(() => outbox.add(sealed));
    return (await this.database.reader.manager.findOneByOrFail(OutboxMessage, { subject })).id;
  }

  async claimed(): Promise<ClaimedMessage['message']> {
    const claim = await this.queue.claim(this.id, lease);
    if (!claim) throw new Error('The message could not be claimed');
    return claim.message;
  }

  stored(): Promise<OutboxMessage> {
    return this.database.reader.manager
      .createQueryBuilder(OutboxMessage, 'message')
      .addSelect('message.payload')
      .where({ id: this.id })
      .getOneOrFail();
  }

  attempts(): Promise<OutboxAttempt[]> {
    const where = { messageId: this.id };
    return this.database.reader.manager.find(OutboxAttempt, { where, order: { id: 'ASC' } });
  }

  async outcomes(): Promise<string[]> {
    return (await this.attempts()).map(({ outcome }) => outcome);
  }

  async details(): Promise<(string | null)[]> {
    return (await this.attempts()).map(({ detail }) => detail);
  }
}
