import { randomUUIDv7 } from 'node:crypto';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TokenAlgorithm } from '@app/settings';

/** `next` is known to every replica before it signs, `active` signs, `retiring` only verifies what it has signed. */
export type KeyState = 'next' | 'active' | 'retiring';

/** The key that is not in the database: JWT_SECRET, as the settings of each process have it. */
export const settingsKey = 'JWT_SECRET';

/** One key of the ring, and where it is on its way through. */
@Entity('signing_keys')
@Index('ux_signing_keys_role', ['role'], { unique: true })
export class SigningKey {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  kid!: string;

  @Column({ name: 'alg', type: 'varchar', length: 5 })
  algorithm!: TokenAlgorithm;

  /** Unique, so that no two keys are next or active, whoever rotates at once. Null: retiring. */
  @Column({ type: 'varchar', length: 6, nullable: true })
  role!: 'next' | 'active' | null;

  /** The key itself, sealed (JWE). Null for JWT_SECRET, which stays in the settings. */
  @Column({ type: 'text', nullable: true, select: false })
  sealed!: string | null;

  /** When it came into its state. */
  @Column({ type: 'datetime', precision: 3 })
  since!: Date;

  /** When a retiring key verifies no more. */
  @Column({ name: 'ends_at', type: 'datetime', precision: 3, nullable: true })
  endsAt!: Date | null;

  /** The first key of a ring that signs with HS256. */
  static ofSettings(now: Date): SigningKey {
    return SigningKey.with({ kid: settingsKey, algorithm: 'HS256', role: 'active', sealed: null }, now);
  }

  static newKid(): string {
    return randomUUIDv7();
  }

  static with(facts: Pick<SigningKey, 'kid' | 'algorithm' | 'role' | 'sealed'>, now: Date): SigningKey {
    return Object.assign(new SigningKey(), { ...facts, since: now, endsAt: null });
  }

  get state(): KeyState {
    return this.role ?? 'retiring';
  }

  hasEnded(now: Date): boolean {
    return this.endsAt !== null && this.endsAt <= now;
  }
}
