import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected, OneTimeCodes, type CodeBinding } from '@app/one-time-codes';
import { PendingSignupRepository, type PendingSignup } from '@app/pending-signups';
import { UniqueIdentity, User, UserRepository } from '@app/users';

/** Turns a pending signup into an account, its address proven, in one unit of work. */
@Injectable()
export class CompleteSignup {
  constructor(
    private readonly signups: PendingSignupRepository,
    private readonly codes: OneTimeCodes,
    private readonly uniqueness: UniqueIdentity,
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws CodeRejected when the code is not the live one
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken when someone was faster; the code stays usable then
   */
  async complete(pending: PendingSignup, binding: CodeBinding, code: string): Promise<void> {
    await this.uniqueness.claim(pending.identity, async () => {
      const now = this.clock.now();
      await this.codes.consume(binding, code);
      if (!(await this.signups.markVerified(pending.uuid, now))) throw new CodeRejected('used-or-expired');
      await this.codes.endAll(pending.uuid);
      await this.users.add(accountOf(pending, now));
    });
  }
}

/** The password is the one of this very signup, so nobody else's can come along (SECURITY R31). */
function accountOf(pending: PendingSignup, now: Date): User {
  const { email, phoneNumber, passwordHash, firstName, lastName, platform, partnerId } = pending;
  const username = { shown: pending.username, key: pending.usernameKey };
  const facts = { username, email, phoneNumber, passwordHash, firstName, lastName, platform, partnerId };
  const user = User.register(facts, now);
  if (pending.destination.channel === 'sms') user.verifyPhone(now);
  else user.verifyEmail(now);
  return user;
}
