import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { OneTimeCodes } from '@app/one-time-codes';
import { UserRepository, type User } from '@app/users';
import { FormerUser } from './former-user.js';
import { ReplaceCredentials } from './replace-credentials.js';

/** What an account loses when the owner of its unproven address takes it over (CONTRACT 1, Proof). */
const wiped = {
  phoneNumber: null,
  phoneVerifiedAt: null,
  name: '',
  firstName: '',
  lastName: null,
  dateOfBirth: null,
  gender: null,
  avatarPhotoId: null,
  bio: null,
  deletedAt: null,
} satisfies Partial<User>;

/** Lets the proven owner of an address win over whoever typed it in first (pre-hijacking, SECURITY R31). */
@Injectable()
export class AccountTakeover {
  constructor(
    private readonly users: UserRepository,
    private readonly credentials: ReplaceCredentials,
    private readonly codes: OneTimeCodes,
    private readonly former: FormerUser,
    private readonly clock: Clock,
  ) {}

  /**
   * The account with its new password; one whose address nobody had proven is wiped of everything its former user
   * left. Inside a unit of work.
   * @returns false when its state is no longer the one that was read
   */
  async handOver(user: User, passwordHash: string): Promise<boolean> {
    if (user.emailVerifiedAt !== null) return this.credentials.replace(user, { passwordHash });
    const isFirstProof = await this.users.proveEmail(user.id, user.email ?? '', this.clock.now());
    if (!isFirstProof) return false;
    await this.former.forget(user);
    return this.credentials.replace(user, { passwordHash, changes: wiped });
  }

  /** The address leaves an account that belongs to somebody else by another proof. Inside a unit of work. */
  async releaseEmail(user: User): Promise<boolean> {
    const released = await this.users.releaseUnprovenEmail(user.email ?? '', this.clock.now());
    await this.codes.endAll(user.uuid);
    return released;
  }
}
