import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Limits, type Budget } from '@app/limits';
import { TooManyRequests } from '@app/problems';
import type { Locale } from '@app/settings';
import { UnitOfWork } from '@app/transactions';
import { canonicalEmail, UserRepository } from '@app/users';
import { ResetLinks } from './reset-links.js';

/** One message a minute, ten a day, to one address. */
const cooldown: Budget = { name: 'reset-cooldown', most: 1, window: 60 };
const daily: Budget = { name: 'reset-daily', most: 10, window: 24 * 3600 };

/** Sends the way to a new password, and tells nobody whether it did. */
@Injectable()
export class ForgotPassword {
  constructor(
    private readonly users: UserRepository,
    private readonly links: ResetLinks,
    private readonly limits: Limits,
    private readonly unit: UnitOfWork,
  ) {}

  /**
   * Does the same work for an address that nobody has, down to the rows that are written: neither the answer nor its
   * time tells them apart (SECURITY R15).
   * @throws ServiceUnavailable when mail is switched off
   */
  async send(text: string, locale: Locale): Promise<void> {
    const email = canonicalEmail(text);
    if (email === null) return;
    const user = await this.users.findByEmail(email);
    const isReal = user?.isActive === true;
    const subject = user?.uuid ?? randomUUIDv7();
    const message = await this.links.prepare({ email, subject, username: user?.username ?? email, locale });
    try {
      await this.unit.run(async () => {
        await this.limits.spend([daily, cooldown], email);
        await message.store(isReal);
      });
    } catch (refusal) {
      if (!(refusal instanceof TooManyRequests)) throw refusal;
    }
  }
}
