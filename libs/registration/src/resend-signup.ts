import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock, numericDate } from '@app/clock';
import { CodeRejected, OneTimeCodes } from '@app/one-time-codes';
import type { PendingSignup, SignupMode } from '@app/pending-signups';
import { TooManyRequests } from '@app/problems';
import { SignupSettings, type Locale } from '@app/settings';
import { decoySignup } from './decoy-signup.js';
import { SignupProof } from './signup-proof.js';
import { SignupTokens } from './signup-tokens.js';

/** What was sent again. `expiresAt` is the token's own expiry (NumericDate), `usableFor` in seconds. */
export interface ResentSignup {
  readonly mode: SignupMode;
  readonly expiresAt: number;
  readonly usableFor: number;
}

/** Milliseconds an answer to a link's code takes at the least: covers what reading a row more or less would tell. */
const floor = 20;

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
   * @throws CodeRejected when the token is none, has expired, or its signup is no longer open for long enough
   * @throws TooManyRequests within the cooldown; nothing is stored then
   */
  async resend(token: string, locale: Locale): Promise<ResentSignup> {
    const pending = await this.tokens.signupOf(token);
    if (!pending?.canBeSentAgain(this.clock.now())) throw new CodeRejected('token');
    const usableFor = await this.send(pending, locale);
    return { mode: pending.mode, expiresAt: this.tokens.expiryOf(pending), usableFor };
  }

  /**
   * With the code of an old link: always the same answer, whatever the code was worth and whether a mail went out, so
   * that it tells a stranger nothing; nor does its time (SECURITY R15).
   */
  async resendByLink(code: string, locale: Locale): Promise<ResentSignup> {
    const now = this.clock.now();
    await Promise.all([this.unlessTooSoon(this.sendAgain(code, locale, now)), sleep(floor)]);
    const expiresAt = numericDate(now) + this.settings.signupTtl;
    return { mode: 'LINK', expiresAt, usableFor: this.settings.linkTtl };
  }

  private async sendAgain(code: string, locale: Locale, now: Date): Promise<void> {
    const link = await this.codes.findLink('signup-link', code);
    const decoy = decoySignup(code, now);
    const pending = await this.tokens.signupBy(link?.subject ?? decoy.uuid);
    if (pending?.canBeSentAgain(now)) await this.send(pending, locale);
    else await this.sendDecoy(decoy, locale);
  }

  private async unlessTooSoon(sending: Promise<unknown>): Promise<void> {
    try {
      await sending;
    } catch (refusal) {
      if (!(refusal instanceof TooManyRequests)) throw refusal;
    }
  }

  private async sendDecoy(decoy: PendingSignup, locale: Locale): Promise<void> {
    await this.proof.refuseTooSoon(decoy);
    await this.proof.sendToNobody(decoy, locale);
  }

  private async send(pending: PendingSignup, locale: Locale): Promise<number> {
    await this.proof.refuseTooSoon(pending);
    return this.proof.send(pending, locale);
  }
}
