import { Injectable } from '@nestjs/common';
import { Limits, type Budget } from '@app/limits';
import type { PendingSignup } from '@app/pending-signups';
import { SignupSettings, type Locale } from '@app/settings';
import { UnitOfWork } from '@app/transactions';
import { SignupCodes } from './signup-codes.js';
import { SignupMessages } from './signup-messages.js';

/** Sends what proves a pending signup. `/signup` and `/signup/resend` share one cooldown per destination. */
@Injectable()
export class SignupProof {
  private readonly cooldown: Budget;

  constructor(
    private readonly codes: SignupCodes,
    private readonly messages: SignupMessages,
    private readonly limits: Limits,
    private readonly unit: UnitOfWork,
    { resendCooldown }: SignupSettings,
  ) {
    this.cooldown = { name: 'signup-cooldown', most: 1, window: resendCooldown };
  }

  /** Spares the work of what `send` would refuse. @throws TooManyRequests */
  async refuseTooSoon({ destination }: PendingSignup): Promise<void> {
    await this.limits.refuseSpent(this.cooldown, destination.to);
  }

  /**
   * Kills the codes sent before, stores new ones and their message; `alongside` happens in the same unit of work.
   * @returns seconds for which what was sent can be used
   * @throws TooManyRequests within the cooldown; nothing is stored then
   */
  async send(pending: PendingSignup, locale: Locale, alongside?: () => Promise<void>): Promise<number> {
    const codes = this.codes.make(pending);
    const message = await this.messages.seal(pending, codes, locale);
    await this.unit.run(async () => {
      await this.limits.spend(this.cooldown, pending.destination.to);
      await alongside?.();
      await this.codes.store(pending, codes);
      await this.messages.add(message);
    });
    return codes.usableFor;
  }

  /** Does as much as `send` for a signup that does not exist, and leaves nothing but the cooldown. */
  async sendToNobody(decoy: PendingSignup, locale: Locale): Promise<void> {
    const codes = this.codes.make(decoy);
    const message = await this.messages.seal(decoy, codes, locale);
    await this.unit.run(async () => {
      await this.limits.spend(this.cooldown, decoy.destination.to);
      await this.codes.storeDecoy(decoy, codes);
      await this.messages.addDecoy(message);
    });
  }
}
