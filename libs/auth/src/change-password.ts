import { Injectable } from '@nestjs/common';
import { OwnerNotices } from '@app/outbox';
import { Passwords } from '@app/passwords';
import type { Locale } from '@app/settings';
import { UnitOfWork } from '@app/transactions';
import type { User } from '@app/users';
import { ConfirmPassword, WrongPassword } from './confirm-password.js';
import { ReplaceCredentials } from './replace-credentials.js';

/** A wish for another password, by someone signed in. */
export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly address: string;
  readonly sessionId: string;
  readonly locale: Locale;
}

/** Changes the password of someone who knows the present one. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly confirmation: ConfirmPassword,
    private readonly passwords: Passwords,
    private readonly credentials: ReplaceCredentials,
    private readonly notices: OwnerNotices,
    private readonly unit: UnitOfWork,
  ) {}

  /**
   * Every other session ends, and so do api tokens and outstanding codes; the owner is told.
   * @throws PasswordRefused | WrongPassword | TooManyRequests
   */
  async change(user: User, { current, next, address, sessionId, locale }: PasswordChange): Promise<void> {
    this.passwords.refuseUnfit(next, 'public', 'new_password');
    const verified = await this.confirmation.confirm(user, { password: current, address, sessionId });
    const passwordHash = await this.passwords.hash(next);
    const notice = await this.notices.seal(user, { type: 'password-changed', detail: '', locale });
    await this.unit.run(async () => {
      // Of two changes at once the second finds that its present password is no longer that.
      const replaced = await this.credentials.replace(user, { passwordHash, verified, keep: sessionId });
      if (!replaced) throw new WrongPassword();
      await this.notices.add(notice);
    });
  }
}
