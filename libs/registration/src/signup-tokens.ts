import { Injectable } from '@nestjs/common';
import { numericDate } from '@app/clock';
import { PendingSignupRepository, type PendingSignup } from '@app/pending-signups';
import { SignupSettings, TokenSettings } from '@app/settings';
import { KeyRing } from '@app/tokens';

/** Makes the token that `/signup` answers with. It verifies and resends, and opens nothing else. */
@Injectable()
export class SignupTokens {
  constructor(
    private readonly keys: KeyRing,
    private readonly tokens: TokenSettings,
    private readonly signup: SignupSettings,
    private readonly signups: PendingSignupRepository,
  ) {}

  /** The pending signup that a token of ours, not yet expired, names. */
  async signupOf(token: string): Promise<PendingSignup | null> {
    const claims = await this.keys.verify(token, 'signup');
    return claims?.jti === undefined ? null : this.signupBy(claims.jti);
  }

  signupBy(uuid: string): Promise<PendingSignup | null> {
    return this.signups.findByUuid(uuid);
  }

  /** NumericDate after which the token of `pending` serves no more. */
  expiryOf(pending: PendingSignup): number {
    return numericDate(pending.createdAt) + this.signup.signupTtl;
  }

  /**
   * Claims in the order of CONTRACT 3. The document's `pwd` and `otp` are left out: nothing that leaves may hold the
   * hash, the code, or anything from which they can be computed. `jti` is the pending signup.
   */
  sign(pending: PendingSignup): Promise<string> {
    return this.keys.sign({
      user: pending.username,
      username: pending.username,
      email: pending.email,
      first_name: pending.firstName,
      last_name: pending.lastName,
      phone_number: pending.phoneNumber,
      mode: pending.mode,
      platform: pending.platform,
      jti: pending.uuid,
      iss: this.tokens.issuer,
      aud: 'signup',
      iat: numericDate(pending.createdAt),
      exp: this.expiryOf(pending),
    });
  }
}
