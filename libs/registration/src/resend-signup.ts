import { Injectable } from '@nestjs/common';
import { Clock, numericDate } from '@app/clock';
import { CodeRejected, OneTimeCodes } from '@app/one-time-codes';
import type { PendingSignup, SignupMode } from '@app/pending-signups';
import { TooManyRequests } from '@app/problems';
import { SignupSettings, type Locale } from '@app/settings';
import { SignupProof } from './signup-proof.js';
import { SignupTokens } from './signup-tokens.js';

/** What was sent again. `expiresAt` is the token's own expiry (NumericDate), `usableFor` in seconds. */
export interface ResentSignup {
  readonly mode: SignupMode;
  readonly expiresAt: number;
  readonly usableFor: number;
}

/** Sends the proof of a pending signup again; what was sent before is dead. */
@Injectable()
export class ResendSignup {
  constructor(
    private readonly tokens: SignupTokens,
    private readonly codes: OneTimeCodes,
    private readonly proof: SignupProof,
    private readonly settings: SignupSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws CodeRejected when the token is none, has expired, or its signup is no longer open
   * @throws TooManyRequests within the cooldown; nothing is stored then
   */
  async resend(token: string, locale: Locale): Promise<ResentSignup> {
    const pending = await this.tokens.signupOf(token);
    if (!pending?.isOpen(this.clock.now())) throw new CodeRejected('token');
    const usableFor = await this.send(pending, locale);
    return { mode: pending.mode, expiresAt: this.tokens.expiryOf(pending), usableFor };
  }

  /**
   * With the code of an old link: always the same answer, whatever the code was worth and whether a mail went out, so
   * that it tells a stranger nothing.
   */
  async resendByLink(code: string, locale: Locale): Promise<ResentSignup> {
    const link = await this.codes.findLink('signup-link', code);
    const pending = link && (await this.tokens.signupBy(link.subject));
    if (pending?.isOpen(this.clock.now())) await this.sendUnlessTooSoon(pending, locale);
    const expiresAt = numericDate(this.clock.now()) + this.settings.signupTtl;
    return { mode: 'LINK', expiresAt, usableFor: this.settings.linkTtl };
  }

  private async sendUnlessTooSoon(pending: PendingSignup, locale: Locale): Promise<void> {
    try {
      await this.send(pending, locale);
    } catch (refusal) {
      if (!(refusal instanceof TooManyRequests)) throw refusal;
    }
  }

  private async send(pending: PendingSignup, locale: Locale): Promise<number> {
    await this.proof.refuseTooSoon(pending);
    return this.proof.send(pending, locale);
  }
}
