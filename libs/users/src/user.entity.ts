import { randomUUIDv7 } from 'node:crypto';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { usernameKey, type Username } from './username.js';

export type Gender = 'Laki-Laki' | 'Perempuan';

/** Everything that is known when an account begins. */
export interface NewUser {
  /** The id of the signup it comes from, under which its first messages stand. */
  readonly uuid?: string;
  readonly username: Username;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly name?: string;
  readonly accountType?: string;
  readonly platform?: string | null;
  readonly partnerId?: number | null;
}

/** A person's account, whichever dialect it was registered through. */
@Entity('users')
@Index('ux_users_uuid', ['uuid'], { unique: true })
@Index('ux_users_username_key', ['usernameKey'], { unique: true })
@Index('ux_users_email', ['email'], { unique: true })
@Index('ux_users_phone_number', ['phoneNumber'], { unique: true })
@Index('ix_users_deleted_at', ['deletedAt'])
@Index('ix_users_avatar_photo_id', ['avatarPhotoId'])
export class User {
  /** Inner key; the `customer` dialect alone shows it. */
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  /** The public id, UUIDv7. */
  @Column({ type: 'varchar', length: 36 })
  uuid!: string;

  @Column({ type: 'varchar', length: 255 })
  username!: string;

  @Column({ name: 'username_key', type: 'varchar', length: 255 })
  usernameKey!: string;

  /** Canonical form (`canonicalEmail`), which is its own key. */
  @Column({ type: 'varchar', length: 254, nullable: true })
  email!: string | null;

  @Column({ name: 'phone_number', type: 'varchar', length: 17, nullable: true })
  phoneNumber!: string | null;

  @Column({ name: 'password_hash', type: 'varchar', length: 255, select: false })
  passwordHash!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ name: 'first_name', type: 'varchar', length: 100 })
  firstName!: string;

  @Column({ name: 'last_name', type: 'varchar', length: 100, nullable: true })
  lastName!: string | null;

  @Column({ type: 'varchar', length: 20 })
  roles!: string;

  @Column({ name: 'account_type', type: 'varchar', length: 20 })
  accountType!: string;

  @Column({ type: 'varchar', length: 20, nullable: true })
  platform!: string | null;

  @Column({ name: 'partner_id', type: 'integer', unsigned: true, nullable: true })
  partnerId!: number | null;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive!: boolean;

  @Column({ name: 'is_verified', type: 'boolean' })
  isVerified!: boolean;

  @Column({ name: 'is_superuser', type: 'boolean' })
  isSuperuser!: boolean;

  @Column({ name: 'email_verified_at', type: 'datetime', precision: 3, nullable: true })
  emailVerifiedAt!: Date | null;

  @Column({ name: 'phone_verified_at', type: 'datetime', precision: 3, nullable: true })
  phoneVerifiedAt!: Date | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  bio!: string | null;

  /** `YYYY-MM-DD` */
  @Column({ name: 'date_of_birth', type: 'date', nullable: true })
  dateOfBirth!: string | null;

  @Column({ type: 'varchar', length: 10, nullable: true })
  gender!: Gender | null;

  /** Names the three files of the profile photo in the image store. */
  @Column({ name: 'avatar_photo_id', type: 'varchar', length: 36, nullable: true })
  avatarPhotoId!: string | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt!: Date;

  @Column({ name: 'deleted_at', type: 'datetime', precision: 3, nullable: true })
  deletedAt!: Date | null;

  /** An active account whose addresses are held but not proven. */
  static register(facts: NewUser, now: Date): User {
    return Object.assign(new User(), {
      uuid: facts.uuid ?? randomUUIDv7(),
      username: facts.username.shown,
      usernameKey: facts.username.key,
      email: facts.email,
      phoneNumber: facts.phoneNumber,
      passwordHash: facts.passwordHash,
      name: facts.name ?? [facts.firstName, facts.lastName].filter((part) => part !== null).join(' '),
      firstName: facts.firstName,
      lastName: facts.lastName,
      roles: 'user',
      accountType: facts.accountType ?? 'customer',
      platform: facts.platform ?? null,
      partnerId: facts.partnerId ?? null,
      isActive: true,
      isVerified: true,
      isSuperuser: false,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** The username that goes with another address: one that was the address follows it, or becomes the uuid. */
  usernameFor(email: string | null): Pick<User, 'username' | 'usernameKey'> {
    const wasAddress = this.usernameKey.includes('@');
    const { username, usernameKey: key } = this;
    if (!wasAddress) return { username, usernameKey: key };
    const next = email ?? this.uuid;
    return { username: next, usernameKey: usernameKey(next) };
  }

  /** The person read what was sent to the e-mail address. */
  verifyEmail(now: Date): void {
    this.emailVerifiedAt = now;
  }

  /** The person read what was sent to the phone. */
  verifyPhone(now: Date): void {
    this.phoneVerifiedAt = now;
  }
}
