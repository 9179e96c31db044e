import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How much of one budget one key has used in its present window. */
@Entity('limit_counters')
@Index('ix_limit_counters_window_ends_at', ['windowEndsAt'])
export class LimitCounter {
  @PrimaryColumn({ type: 'varchar', length: 30 })
  budget!: string;

  /** Digest of whatever is limited, so that no address rests here in clear. */
  @PrimaryColumn({ name: 'key_digest', type: 'varchar', length: 43 })
  keyDigest!: string;

  @Column({ type: 'integer', unsigned: true })
  used!: number;

  @Column({ name: 'window_ends_at', type: 'datetime', precision: 3 })
  windowEndsAt!: Date;
}
