import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { OneTimeCodes } from '@app/one-time-codes';
import { SessionRepository } from '@app/tokens';
import { UserRepository, type User } from '@app/users';

/** What comes with a new password hash. */
export interface CredentialChange {
  readonly passwordHash: string;
  /** The hash that was verified; without one whatever is there is replaced. */
  readonly verified?: string;
  /** The session that stays; all end without one. */
  readonly keep?: string;
  readonly changes?: Partial<User>;
}

/** Puts a new password hash in place, with all that must end then. */
@Injectable()
export class ReplaceCredentials {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly codes: OneTimeCodes,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the account's other sessions, its api tokens and every outstanding code. Inside a unit of work.
   * @returns false, with nothing done, when the verified hash is no longer there
   */
  async replace({ id, uuid }: User, change: CredentialChange): Promise<boolean> {
    const now = this.clock.now();
    const { passwordHash, verified, keep, changes } = change;
    const replaced = await this.users.replaceCredentials(
      id,
      { ...changes, passwordHash, updatedAt: now },
      verified,
    );
    if (!replaced) return false;
    if (keep === undefined) await this.sessions.revokeAllOf(id, now);
    else await this.sessions.revokeOthers(id, keep, now);
    await this.codes.endAll(uuid);
    return true;
  }
}
