import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected, OneTimeCodes } from '@app/one-time-codes';
import { Passwords } from '@app/passwords';
import type { Locale } from '@app/settings';
import { UserRepository, type User } from '@app/users';
import { CompleteReset } from './complete-reset.js';

/** A reset as the owner of the mailbox sends it. */
export interface ResetRequest {
  readonly code: string;
  readonly password: string;
  readonly locale: Locale;
}

/** Sets a new password for whoever holds the link. Signs nobody in. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly completion: CompleteReset,
    private readonly clock: Clock,
  ) {}

  /** Whether a reset with this code could succeed now. Changes nothing. */
  async isUsable(code: string): Promise<boolean> {
    return (await this.ownerOf(code)) !== null;
  }

  /** @throws PasswordRefused | CodeRejected */
  async reset({ code, password, locale }: ResetRequest): Promise<void> {
    this.passwords.refuseUnfit(password, 'public');
    const user = await this.ownerOf(code);
    if (!user) throw new CodeRejected('used-or-expired');
    const passwordHash = await this.passwords.hash(password);
    await this.completion.complete({ user, code, passwordHash, locale });
  }

  /** The account must still have the address the link went to. */
  private async ownerOf(code: string): Promise<User | null> {
    const link = await this.codes.findLink('password-reset', code);
    if (!link?.isUsable(this.clock.now())) return null;
    const user = await this.users.findByUuid(link.subject);
    return user?.isActive && user.email === link.target ? user : null;
  }
}
