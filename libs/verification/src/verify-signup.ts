import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected, OneTimeCodes } from '@app/one-time-codes';
import { PendingSignupRepository } from '@app/pending-signups';
import { KeyRing } from '@app/tokens';
import { CompleteSignup } from './complete-signup.js';

/** Proves a signup with the digits that were sent. */
@Injectable()
export class VerifySignup {
  constructor(
    private readonly keys: KeyRing,
    private readonly signups: PendingSignupRepository,
    private readonly codes: OneTimeCodes,
    private readonly completion: CompleteSignup,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws CodeRejected for whatever is wrong with the token or the digits
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken
   */
  async verify(token: string, digits: string): Promise<void> {
    const now = this.clock.now();
    const claims = await this.keys.verify(token, 'signup');
    const pending = claims?.jti === undefined ? null : await this.signups.findWithSecret(claims.jti);
    if (!pending?.isOpen(now)) throw new CodeRejected('token');
    const binding = {
      purpose: 'signup-digits',
      subject: pending.uuid,
      target: pending.destination.to,
    } as const;
    await this.codes.countTry(binding);
    await this.completion.complete(pending, now, () => this.codes.consumeDigits(binding, digits));
  }
}
