import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that says who migrates, and until when it may be believed. */
@Entity('migration_lock')
export class MigrationLock {
  @PrimaryColumn({ type: 'varchar', length: 20 })
  name!: string;

  @Column({ type: 'varchar', length: 36 })
  holder!: string;

  @Column({ name: 'leased_until', type: 'datetime', precision: 3 })
  leasedUntil!: Date;
}
