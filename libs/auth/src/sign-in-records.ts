import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { Reader } from '@app/transactions';
import { deletionGrace, UserRepository } from '@app/users';

/** What signing in needs to know, secret included. */
export interface SignInRecord {
  readonly id: number;
  readonly uuid: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly isActive: boolean;
  /** Whether its owner has asked for its deletion. */
  readonly isLeaving: boolean;
  /** Whether nobody ever signed in to it from the device; false, too, where nobody ever signed in at all. */
  readonly isDeviceNew: boolean;
}

type Flag = 'isActive' | 'isLeaving' | 'isDeviceNew';
type SignInRow = Omit<SignInRecord, Flag> & Readonly<Record<Flag, number>>;

/** What a sign-in reads of an account, in one query because every one asks for all of it, and what it writes there. */
@Injectable()
export class SignInRecords {
  constructor(
    private readonly reader: Reader,
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * By e-mail key when `column` says so, else by username key; `/auth` never tries both.
   * @param device as sessions keep it
   */
  async find(column: 'username_key' | 'email', key: string, device: string): Promise<SignInRecord | null> {
    const [row] = await this.reader.rows<SignInRow>(
      `SELECT u.id, u.uuid, u.username, u.password_hash AS passwordHash, u.is_active AS isActive,
              u.deleted_at IS NOT NULL AS isLeaving,
              EXISTS (SELECT 1 FROM sessions WHERE user_id = u.id)
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = u.id AND device = ?) AS isDeviceNew
       FROM users u WHERE u.${column} = ?`,
      [device, key],
    );
    if (!row) return null;
    const { isActive, isLeaving, isDeviceNew, ...rest } = row;
    return {
      ...rest,
      isActive: isActive === 1,
      isLeaving: isLeaving === 1,
      isDeviceNew: isDeviceNew === 1,
    };
  }

  /** Whether the account is there to stay. Signing in within the grace takes a wish for deletion back. */
  async stays({ id, isLeaving }: SignInRecord): Promise<boolean> {
    if (!isLeaving) return true;
    const now = this.clock.now();
    return this.users.restore(id, secondsAfter(now, -deletionGrace), now);
  }

  /** Only while the hash is still the one that was verified. @returns whether it was */
  replaceHash({ id, passwordHash }: SignInRecord, upgraded: string): Promise<boolean> {
    return this.users.replacePasswordHash(id, passwordHash, upgraded, this.clock.now());
  }

  /** The hash as it is now; null when the account is gone. */
  async hashOf({ uuid }: SignInRecord): Promise<string | null> {
    return (await this.users.findWithSecret(uuid))?.passwordHash ?? null;
  }
}
