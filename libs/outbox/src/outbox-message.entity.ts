import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Locale } from '@app/settings';
import type { ChannelId, MessageType } from './message-catalogue.js';

/** `queued` waits or is being sent, `delivered` was accepted by its channel, `dead` was given up, `discarded` by hand or for a newer one. */
export const messageStatuses = ['queued', 'delivered', 'dead', 'discarded'] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** A gateway's word on a message it took. */
export type Receipt = 'delivered' | 'failed';

/** A message that was decided on, in the unit of work that decided it. */
@Entity('outbox_messages')
@Index('ix_outbox_messages_due', ['status', 'nextAttemptAt'])
@Index('ix_outbox_messages_subject', ['subject'])
export class OutboxMessage {
  /** UUIDv7; gateways get it as their idempotency key. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  type!: MessageType;

  @Column({ type: 'varchar', length: 10 })
  channel!: ChannelId;

  @Column({ type: 'varchar', length: 254 })
  recipient!: string;

  @Column({ type: 'varchar', length: 2 })
  locale!: Locale;

  @Column({ type: 'varchar', length: 36 })
  subject!: string;

  /** Sealed (JWE); the one place where a plain code rests. Null once the message is out of the queue. */
  @Column({ type: 'text', nullable: true, select: false })
  payload!: string | null;

  @Column({ type: 'varchar', length: 10 })
  status!: MessageStatus;

  @Column({ type: 'integer', unsigned: true })
  attempts!: number;

  /** Sendings begun whose end nobody recorded: the courier died in between. */
  @Column({ type: 'integer', unsigned: true })
  unconfirmed!: number;

  /** When it may be claimed; while an attempt runs, when its lease ends. */
  @Column({ name: 'next_attempt_at', type: 'datetime', precision: 3 })
  nextAttemptAt!: Date;

  /** The claim that holds the lease. */
  @Column({ name: 'lease_holder', type: 'varchar', length: 36, nullable: true })
  leaseHolder!: string | null;

  /** What the gateway reported later: on the handset, or not. Null until it does. */
  @Column({ type: 'varchar', length: 10, nullable: true })
  receipt!: Receipt | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'datetime', precision: 3, nullable: true })
  finishedAt!: Date | null;
}
