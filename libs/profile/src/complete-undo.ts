import { Injectable } from '@nestjs/common';
import { OneTimeCodes, type OneTimeCode } from '@app/one-time-codes';
import type { Locale } from '@app/settings';
import { SessionRepository } from '@app/tokens';
import { UniqueIdentity, UserRepository, type User } from '@app/users';
import { AddressNotices } from './address-notices.js';

/** A way back that was looked at. */
export interface CheckedUndo {
  readonly user: User;
  readonly link: OneTimeCode;
  readonly locale: Locale;
  readonly now: Date;
}

/** Uses the link up, brings the address back and ends what the account's thief may hold, in one unit of work. */
@Injectable()
export class CompleteUndo {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly users: UserRepository,
    private readonly uniqueness: UniqueIdentity,
    private readonly sessions: SessionRepository,
    private readonly notices: AddressNotices,
  ) {}

  /** @throws CodeRejected | EmailTaken when somebody else has the address by now */
  async complete({ user, link, locale, now }: CheckedUndo): Promise<void> {
    const email = link.target;
    const username = user.usernameFor(email);
    const present = await this.users.findByEmail(email);
    const holder = present?.id === user.id || present?.emailVerifiedAt != null ? null : present;
    const told = await this.notices.sealUndo(user, email, holder, locale);
    await this.uniqueness.claim(
      { phoneNumber: null, usernameKey: username.usernameKey, email },
      async () => {
        await this.codes.consumeUndoLink(link);
        // Reading its mail is proof: nobody keeps the owner out by typing the address in elsewhere meanwhile.
        if (user.email !== email) await this.users.releaseUnprovenEmail(email, now);
        await this.users.update(user.id, { email, emailVerifiedAt: now, ...username, updatedAt: now });
        await this.sessions.revokeAllOf(user.id, now);
        await this.codes.endAll(user.uuid);
        await this.notices.add(told);
      },
      user.id,
    );
  }
}
