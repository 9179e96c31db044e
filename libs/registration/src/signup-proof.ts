import { Injectable } from '@nestjs/common';
import { codeMessages, Limits, type Budget } from '@app/limits';
import type { PendingSignup } from '@app/pending-signups';
import { SignupSettings, type Locale } from '@app/settings';
import { UnitOfWork } from '@app/transactions';
import { SignupCodes } from './signup-codes.js';
import { SignupMessages } from './signup-messages.js';

/** Sends what proves a pending signup. `/signup` and `/signup/resend` share the budgets of a destination. */
@Injectable()
export class SignupProof {
  private readonly budgets: readonly Budget[];

  constructor(
    private readonly codes: SignupCodes,
    private readonly messages: SignupMessages,
    private readonly limits: Limits,
    private readonly unit: UnitOfWork,
    { resendCooldown }: SignupSettings,
  ) {
    this.budgets = [...codeMessages, { name: 'signup-cooldown', most: 1, window: resendCooldown }];
  }

  /** Spares the work of what `send` would refuse. @throws TooManyRequests */
  async refuseTooSoon({ destination }: PendingSignup): Promise<void> {
    await this.limits.refuseSpent(this.budgets, destination.to);
  }

  /**
   * Kills the codes sent before, stores new ones and their message; `alongside` happens in the same unit of work.
   * @returns seconds for which what was sent can be used
   * @throws TooManyRequests within the cooldown, or after too many messages; nothing is stored then
   */
  async send(pending: PendingSignup, locale: Locale, alongside?: () => Promise<void>): Promise<number> {
    const codes = this.codes.make(pending);
    const message = await this.messages.seal(pending, codes, locale);
    await this.unit.run(async () => {
      await this.limits.spend(this.budgets, pending.destination.to);
      await alongside?.();
      await this.codes.store(pending, codes);
      await this.messages.add(message);
    });
    return codes.usableFor;
  }

  /** Does as much as `send` for a signup that does not exist, and leaves nothing but what it spent. */
  async sendToNobody(decoy: PendingSignup, locale: Locale): Promise<void> {
    const codes = this.codes.make(decoy);
    const message = await this.messages.seal(decoy, codes, locale);
    await this.unit.run(async () => {
      await this.limits.spend(this.budgets, decoy.destination.to);
      await this.codes.storeDecoy(decoy, codes);
      await this.messages.addDecoy(message);
    });
  }
}
