import { randomUUIDv7 } from 'node:crypto';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '@app/users';
import { networkOf } from './network.js';

/** `web` has an access token alone, `native` a refresh token too, `api` is one opaque token. */
export type SessionKind = 'web' | 'native' | 'api';

/** Who signs in, from where and with what. */
export interface SessionFacts {
  readonly userId: number;
  readonly kind: SessionKind;
  readonly device: string;
  readonly address: string;
  /** SHA-256 of the api token, or of the refresh tokens' common part; null when neither was handed out. */
  readonly credentialDigest: string | null;
  /** SHA-256 of the refresh token that is the next to be used. */
  readonly refreshDigest: string | null;
  readonly expiresAt: Date;
}

/** What a session keeps of a user agent. */
export const keptOfDevice = (userAgent: string): string => userAgent.slice(0, 200);

/** One sign-in. Access tokens name it (`sid`) and die with it. */
@Entity('sessions')
@Index('ux_sessions_uuid', ['uuid'], { unique: true })
@Index('ux_sessions_credential_digest', ['credentialDigest'], { unique: true })
@Index('ix_sessions_user_id_network', ['userId', 'network'])
@Index('ix_sessions_user_id_device', ['userId', 'device'])
@Index('ix_sessions_expires_at', ['expiresAt'])
@Index('ix_sessions_revoked_at', ['revokedAt'])
export class Session {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  @Column({ type: 'varchar', length: 36 })
  uuid!: string;

  @Column({ name: 'user_id', type: 'integer', unsigned: true })
  @ForeignKey(() => User, { name: 'fk_sessions_user', onDelete: 'CASCADE' })
  userId!: number;

  @Column({ type: 'varchar', length: 6 })
  kind!: SessionKind;

  /** Shortened user agent, as the owner will recognise it. */
  @Column({ type: 'varchar', length: 200 })
  device!: string;

  @Column({ type: 'varchar', length: 45 })
  address!: string;

  /** The address, or for IPv6 its /64: what a person comes back from. */
  @Column({ type: 'varchar', length: 45 })
  network!: string;

  @Column({ name: 'credential_digest', type: 'varchar', length: 43, nullable: true, select: false })
  credentialDigest!: string | null;

  @Column({ name: 'refresh_digest', type: 'varchar', length: 43, nullable: true, select: false })
  refreshDigest!: string | null;

  /** Of the refresh token used last, whose retry within seconds is no theft. */
  @Column({ name: 'previous_refresh_digest', type: 'varchar', length: 43, nullable: true, select: false })
  previousRefreshDigest!: string | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  /** The last refresh, or for an api token the last use to the hour. */
  @Column({ name: 'last_used_at', type: 'datetime', precision: 3 })
  lastUsedAt!: Date;

  @Column({ name: 'expires_at', type: 'datetime', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'datetime', precision: 3, nullable: true })
  revokedAt!: Date | null;

  static open(facts: SessionFacts, now: Date): Session {
    return Object.assign(new Session(), {
      ...facts,
      uuid: randomUUIDv7(),
      device: keptOfDevice(facts.device),
      address: facts.address.slice(0, 45),
      network: networkOf(facts.address),
      previousRefreshDigest: null,
      createdAt: now,
      lastUsedAt: now,
      revokedAt: null,
    });
  }
}
