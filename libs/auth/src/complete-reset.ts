import { Injectable } from '@nestjs/common';
import { CodeRejected, OneTimeCodes } from '@app/one-time-codes';
import { OwnerNotices } from '@app/outbox';
import type { Locale } from '@app/settings';
import { UnitOfWork } from '@app/transactions';
import { User } from '@app/users';
import { AccountTakeover } from './account-takeover.js';
import { SignInProtection } from './sign-in-protection.js';

/** A reset whose link and password were looked at. */
export interface CheckedReset {
  readonly user: User;
  readonly code: string;
  readonly passwordHash: string;
  readonly locale: Locale;
}

/** Uses the link up and does what the address's proof entitles to, in one unit of work. */
@Injectable()
export class CompleteReset {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly takeover: AccountTakeover,
    private readonly notices: OwnerNotices,
    private readonly protection: SignInProtection,
    private readonly unit: UnitOfWork,
  ) {}

  /** @throws CodeRejected when another reset with this link, or anything that ends it, was faster */
  async complete({ user, code, passwordHash, locale }: CheckedReset): Promise<void> {
    const onlyLetsGo = user.emailVerifiedAt === null && user.phoneVerifiedAt !== null;
    const type = onlyLetsGo ? 'email-taken' : 'password-changed';
    const notice = await this.notices.seal(user, { type, detail: user.email ?? '', locale });
    await this.unit.run(async () => {
      await this.codes.consumeLink('password-reset', code);
      const done = onlyLetsGo
        ? await this.takeover.releaseEmail(user)
        : await this.takeover.handOver(user, passwordHash);
      // Somebody proved an address of this account meanwhile: what the link was worth has changed.
      if (!done) throw new CodeRejected('used-or-expired');
      await this.notices.add(notice);
    });
    await this.protection.forgive({ account: user.uuid, userId: user.id });
  }
}
