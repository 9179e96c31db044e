import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What a code proves. One code per purpose and subject is live at a time. */
export type CodePurpose =
  'signup-digits' | 'signup-link' | 'password-reset' | 'email-change' | 'phone-change' | 'email-undo';

/** Ties a code to the one thing it can prove (SECURITY R24). */
export interface CodeBinding {
  readonly purpose: CodePurpose;
  /** The pending signup's or the account's uuid. */
  readonly subject: string;
  /** The exact address the code is sent to. */
  readonly target: string;
}

/** A six-digit code or a link's code, by its digest. */
@Entity('one_time_codes')
@Index('ux_one_time_codes_live', ['purpose', 'subject', 'isLive'], { unique: true })
@Index('ux_one_time_codes_digest', ['digest'], { unique: true })
@Index('ix_one_time_codes_subject', ['subject'])
@Index('ix_one_time_codes_expires_at', ['expiresAt'])
export class OneTimeCode {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  @Column({ type: 'varchar', length: 20 })
  purpose!: CodePurpose;

  @Column({ type: 'varchar', length: 36 })
  subject!: string;

  @Column({ type: 'varchar', length: 254 })
  target!: string;

  @Column({ type: 'varchar', length: 43 })
  digest!: string;

  /** True while it is the one that counts; null, which a unique index lets pass, once used or replaced. */
  @Column({ name: 'is_live', type: 'boolean', nullable: true })
  isLive!: true | null;

  /** Evaluated attempts, right or wrong; a code dies at `maxTries`. */
  @Column({ type: 'integer', unsigned: true })
  tries!: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'datetime', precision: 3 })
  expiresAt!: Date;

  /** Whether it can still be used at `now`. */
  isUsable(now: Date): boolean {
    return this.isLive === true && now < this.expiresAt;
  }
}
