import { Injectable } from '@nestjs/common';
import { CodeRejected, OneTimeCodes } from '@app/one-time-codes';
import { PendingSignupRepository, type PendingSignup } from '@app/pending-signups';
import { UniqueIdentity, User, UserRepository } from '@app/users';
import { AccountNotices } from './account-notices.js';

/** Turns a pending signup into an account, its address proven, in one unit of work. */
@Injectable()
export class CompleteSignup {
  constructor(
    private readonly signups: PendingSignupRepository,
    private readonly codes: OneTimeCodes,
    private readonly uniqueness: UniqueIdentity,
    private readonly users: UserRepository,
    private readonly notices: AccountNotices,
  ) {}

  /**
   * @param consume uses the code up, inside the unit of work
   * @throws CodeRejected when the code is not the live one
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken when someone was faster; the code stays usable then
   */
  async complete(pending: PendingSignup, now: Date, consume: () => Promise<void>): Promise<void> {
    const notice = await this.notices.sealCreated(pending);
    await this.uniqueness.claim(pending.identity, async () => {
      await consume();
      if (!(await this.signups.markVerified(pending.uuid, now))) throw new CodeRejected('used-or-expired');
      await this.codes.endAll(pending.uuid);
      await this.users.add(accountOf(pending, now));
      await this.notices.add(notice);
    });
  }
}

/**
 * The password is the one of this very signup, so nobody else's can come along (SECURITY R31). The id is its too: what
 * was sent for it belongs to the person, who can take it along and have it removed.
 */
function accountOf(pending: PendingSignup, now: Date): User {
  const { uuid, email, phoneNumber, passwordHash, firstName, lastName, platform, partnerId } = pending;
  const username = { shown: pending.username, key: pending.usernameKey };
  const names = { username, firstName, lastName };
  const user = User.register({ uuid, ...names, email, phoneNumber, passwordHash, platform, partnerId }, now);
  if (pending.destination.channel === 'sms') user.verifyPhone(now);
  else user.verifyEmail(now);
  return user;
}
