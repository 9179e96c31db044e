import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { secondsAfter } from '@app/clock';
import type { Locale } from '@app/settings';
import type { Identity, Username } from '@app/users';

/** LINK proves the e-mail address, OTP the phone (seed 001). */
export const signupModes = ['LINK', 'OTP'] as const;
export type SignupMode = (typeof signupModes)[number];

/** What `/signup` is told. */
export interface SignupFacts {
  readonly username: Username;
  readonly email: string;
  readonly phoneNumber: string | null;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly mode: SignupMode;
  readonly platform: string | null;
  readonly partnerId: number;
  readonly locale: Locale;
}

/** Seconds a pending signup is kept, so that an old link can be sent again and a state be asked for. */
const keptFor = 24 * 3600;

/** Seconds that have to be left for another message: it tells whole hours of a link, and whole minutes of digits. */
const shortestProof = { mail: 3600, sms: 60 } as const;

/** Someone who has said who they are, and not proven it yet. Reserves no name. */
@Entity('pending_signups')
@Index('ux_pending_signups_uuid', ['uuid'], { unique: true })
@Index('ix_pending_signups_expires_at', ['expiresAt'])
export class PendingSignup {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  @Column({ type: 'varchar', length: 36 })
  uuid!: string;

  @Column({ type: 'varchar', length: 255 })
  username!: string;

  @Column({ name: 'username_key', type: 'varchar', length: 255 })
  usernameKey!: string;

  @Column({ type: 'varchar', length: 254 })
  email!: string;

  @Column({ name: 'phone_number', type: 'varchar', length: 17, nullable: true })
  phoneNumber!: string | null;

  @Column({ name: 'password_hash', type: 'varchar', length: 255, select: false })
  passwordHash!: string;

  @Column({ name: 'first_name', type: 'varchar', length: 100 })
  firstName!: string;

  @Column({ name: 'last_name', type: 'varchar', length: 100 })
  lastName!: string;

  @Column({ type: 'varchar', length: 4 })
  mode!: SignupMode;

  @Column({ type: 'varchar', length: 20, nullable: true })
  platform!: string | null;

  @Column({ name: 'partner_id', type: 'integer', unsigned: true })
  partnerId!: number;

  /** The language of its messages and pages. */
  @Column({ type: 'varchar', length: 2 })
  locale!: Locale;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'datetime', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'verified_at', type: 'datetime', precision: 3, nullable: true })
  verifiedAt!: Date | null;

  /** When the owner of the address said "this was not me". */
  @Column({ name: 'declined_at', type: 'datetime', precision: 3, nullable: true })
  declinedAt!: Date | null;

  static begin({ username, ...facts }: SignupFacts, uuid: string, now: Date): PendingSignup {
    return Object.assign(new PendingSignup(), {
      ...facts,
      uuid,
      username: username.shown,
      usernameKey: username.key,
      createdAt: now,
      expiresAt: secondsAfter(now, keptFor),
      verifiedAt: null,
      declinedAt: null,
    });
  }

  get identity(): Identity {
    return { phoneNumber: this.phoneNumber, usernameKey: this.usernameKey, email: this.email };
  }

  /** Whether it can still be completed. */
  isOpen(now: Date): boolean {
    return this.verifiedAt === null && this.declinedAt === null && now < this.expiresAt;
  }

  /** Whole seconds for which it can be completed at the most. */
  secondsLeft(now: Date): number {
    return Math.floor((this.expiresAt.getTime() - now.getTime()) / 1000);
  }

  /** Whether another message is worth sending: what it says must hold as long as it says. */
  canBeSentAgain(now: Date): boolean {
    return this.isOpen(now) && this.secondsLeft(now) >= shortestProof[this.destination.channel];
  }

  /** The address that proves it: what was sent goes there. */
  get destination(): { readonly channel: 'mail' | 'sms'; readonly to: string } {
    return this.mode === 'OTP' && this.phoneNumber !== null
      ? { channel: 'sms', to: this.phoneNumber }
      : { channel: 'mail', to: this.email };
  }
}
