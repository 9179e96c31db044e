import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often something failed lately, and until when it has to wait. */
@Entity('failure_delays')
@Index('ix_failure_delays_last_failed_at', ['lastFailedAt'])
export class FailureDelay {
  /** Digest of whatever fails, so that no name rests here in clear. */
  @PrimaryColumn({ name: 'key_digest', type: 'varchar', length: 43 })
  keyDigest!: string;

  @Column({ type: 'integer', unsigned: true })
  failures!: number;

  @Column({ name: 'last_failed_at', type: 'datetime', precision: 3 })
  lastFailedAt!: Date;

  @Column({ name: 'delayed_until', type: 'datetime', precision: 3 })
  delayedUntil!: Date;
}
