import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { OutboxMessage } from './outbox-message.entity.js';

/** `accepted` by the channel, to be tried again (`retry`), `refused` for good, or `unknown`: the courier died meanwhile. */
export type AttemptOutcome = 'accepted' | 'retry' | 'refused' | 'unknown';

/** One attempt to send a message. */
@Entity('outbox_attempts')
@Index('ix_outbox_attempts_message_id', ['messageId'])
export class OutboxAttempt {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  @Column({ name: 'message_id', type: 'varchar', length: 36 })
  @ForeignKey(() => OutboxMessage, { name: 'fk_outbox_attempts_message', onDelete: 'CASCADE' })
  messageId!: string;

  @Column({ type: 'datetime', precision: 3 })
  at!: Date;

  /** What carried it: smtp, sms-http, sms-http-fallback, mailbox. */
  @Column({ type: 'varchar', length: 20 })
  channel!: string;

  @Column({ type: 'varchar', length: 10 })
  outcome!: AttemptOutcome;

  /** The other side's own words, shortened, without addresses or codes. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  detail!: string | null;

  @Column({ name: 'provider_id', type: 'varchar', length: 200, nullable: true })
  providerId!: string | null;
}
