import { randomUUIDv7 } from 'node:crypto';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '@app/users';

/** Who signs in, from where and with what. */
export interface SessionFacts {
  readonly userId: number;
  readonly native: boolean;
  readonly device: string;
  readonly address: string;
  /** SHA-256 of the refresh token; null when none was handed out. */
  readonly refreshDigest: string | null;
  readonly expiresAt: Date;
}

/** One sign-in. Access tokens name it (`sid`) and die with it. */
@Entity('sessions')
@Index('ux_sessions_uuid', ['uuid'], { unique: true })
@Index('ux_sessions_refresh_digest', ['refreshDigest'], { unique: true })
@Index('ix_sessions_user_id', ['userId'])
export class Session {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  @Column({ type: 'varchar', length: 36 })
  uuid!: string;

  @Column({ name: 'user_id', type: 'integer', unsigned: true })
  @ForeignKey(() => User, { name: 'fk_sessions_user', onDelete: 'CASCADE' })
  userId!: number;

  @Column({ type: 'boolean' })
  native!: boolean;

  /** Shortened user agent, as the owner will recognise it. */
  @Column({ type: 'varchar', length: 200 })
  device!: string;

  @Column({ type: 'varchar', length: 45 })
  address!: string;

  @Column({ name: 'refresh_digest', type: 'varchar', length: 43, nullable: true, select: false })
  refreshDigest!: string | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'last_used_at', type: 'datetime', precision: 3 })
  lastUsedAt!: Date;

  @Column({ name: 'expires_at', type: 'datetime', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'datetime', precision: 3, nullable: true })
  revokedAt!: Date | null;

  static open(facts: SessionFacts, uuid: string, now: Date): Session {
    return Object.assign(new Session(), {
      ...facts,
      uuid,
      device: facts.device.slice(0, 200),
      address: facts.address.slice(0, 45),
      createdAt: now,
      lastUsedAt: now,
      revokedAt: null,
    });
  }

  static newId(): string {
    return randomUUIDv7();
  }
}
