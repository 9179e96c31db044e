import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected, OneTimeCodes, type OneTimeCode } from '@app/one-time-codes';
import type { Locale } from '@app/settings';
import { UserRepository, type User } from '@app/users';
import { CompleteUndo } from './complete-undo.js';

const purpose = 'email-undo';

/** Brings the address before a change back, for whoever reads its mail, and signs everybody out. */
@Injectable()
export class UndoEmailChange {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly users: UserRepository,
    private readonly completion: CompleteUndo,
    private readonly clock: Clock,
  ) {}

  /** Whether the link still works. Changes nothing. */
  async isUsable(code: string): Promise<boolean> {
    return (await this.look(code)) !== null;
  }

  /** @throws CodeRejected | EmailTaken when somebody else has the address by now */
  async undo(code: string, locale: Locale): Promise<void> {
    const found = await this.look(code);
    if (!found) throw new CodeRejected('used-or-expired');
    await this.completion.complete({ ...found, locale, now: this.clock.now() });
  }

  private async look(code: string): Promise<{ link: OneTimeCode; user: User } | null> {
    const link = await this.codes.findLink(purpose, code);
    if (!link || link.expiresAt <= this.clock.now()) return null;
    const user = await this.users.findByUuid(link.subject);
    return user && { link, user };
  }
}
