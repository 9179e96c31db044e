import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected, OneTimeCodes, type OneTimeCode } from '@app/one-time-codes';
import { SessionRepository } from '@app/tokens';
import { UniqueIdentity, UserRepository, type User } from '@app/users';

const purpose = 'email-undo';

/** Brings the address before a change back, for whoever reads its mail, and signs everybody out. */
@Injectable()
export class UndoEmailChange {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly users: UserRepository,
    private readonly uniqueness: UniqueIdentity,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /** Whether the link still works. Changes nothing. */
  async isUsable(code: string): Promise<boolean> {
    return (await this.look(code)) !== null;
  }

  /** @throws CodeRejected | EmailTaken when somebody else has the address by now */
  async undo(code: string): Promise<void> {
    const found = await this.look(code);
    if (!found) throw new CodeRejected('used-or-expired');
    const { user, link } = found;
    const email = link.target;
    const username = user.usernameFor(email);
    await this.uniqueness.claim(
      { phoneNumber: null, usernameKey: username.usernameKey, email },
      async () => {
        const now = this.clock.now();
        await this.codes.consumeUndoLink(link);
        // Reading its mail is proof: nobody keeps the owner out by typing the address in elsewhere meanwhile.
        if (user.email !== email) await this.users.releaseUnprovenEmail(email, now);
        await this.users.update(user.id, { email, emailVerifiedAt: now, ...username, updatedAt: now });
        await this.sessions.revokeAllOf(user.id, now);
        await this.codes.endAll(user.uuid);
      },
      user.id,
    );
  }

  private async look(code: string): Promise<{ link: OneTimeCode; user: User } | null> {
    const link = await this.codes.findLink(purpose, code);
    if (!link || link.expiresAt <= this.clock.now()) return null;
    const user = await this.users.findByUuid(link.subject);
    return user && { link, user };
  }
}
