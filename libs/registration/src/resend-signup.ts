import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected } from '@app/one-time-codes';
import type { Locale } from '@app/outbox';
import { PendingSignupRepository, type SignupMode } from '@app/pending-signups';
import { KeyRing } from '@app/tokens';
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
    private readonly keys: KeyRing,
    private readonly signups: PendingSignupRepository,
    private readonly proof: SignupProof,
    private readonly tokens: SignupTokens,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws CodeRejected when the token is none, has expired, or its signup is no longer open
   * @throws TooManyRequests within the cooldown; nothing is stored then
   */
  async resend(token: string, locale: Locale): Promise<ResentSignup> {
    const claims = await this.keys.verify(token, 'signup');
    const pending = claims?.jti === undefined ? null : await this.signups.findByUuid(claims.jti);
    if (!pending?.isOpen(this.clock.now())) throw new CodeRejected('token');
    await this.proof.refuseTooSoon(pending);
    const usableFor = await this.proof.send(pending, locale);
    return { mode: pending.mode, expiresAt: this.tokens.expiryOf(pending), usableFor };
  }
}
