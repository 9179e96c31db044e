import { Injectable } from '@nestjs/common';
import type { Locale } from '@app/settings';
import { Passwords } from '@app/passwords';
import { PendingSignupRepository, type PendingSignup, type SignupMode } from '@app/pending-signups';
import { parseEmail, parsePhoneNumber, parseUsername, UniqueIdentity } from '@app/users';
import { SignupProof } from './signup-proof.js';
import { SignupTokens } from './signup-tokens.js';

/** A signup as a partner platform sends it. */
export interface SignupRequest {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly mode: SignupMode;
  readonly phoneNumber: string | null;
  readonly platform: string | null;
  readonly partnerId: number;
  readonly locale: Locale;
}

/** What the caller needs to finish it. `expiresAt` is a NumericDate, `usableFor` in seconds. */
export interface StartedSignup {
  readonly token: string;
  readonly expiresAt: number;
  readonly usableFor: number;
}

/** Keeps a signup until its address is proven, and sends what proves it (seed 001). Reserves no name. */
@Injectable()
export class StartSignup {
  constructor(
    private readonly uniqueness: UniqueIdentity,
    private readonly passwords: Passwords,
    private readonly signups: PendingSignupRepository,
    private readonly proof: SignupProof,
    private readonly tokens: SignupTokens,
  ) {}

  /**
   * @throws InvalidEmail | InvalidPhoneNumber | InvalidUsername | PasswordRefused
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken when an account holds one of them
   * @throws TooManyRequests within the cooldown of the destination; nothing is stored
   */
  async start(request: SignupRequest): Promise<StartedSignup> {
    const pending = this.draft(request);
    this.passwords.refuseUnfit(request.password, 'partner');
    await this.uniqueness.refuseTaken(pending.identity);
    await this.proof.refuseTooSoon(pending);
    pending.passwordHash = await this.passwords.hash(request.password);
    const token = await this.tokens.sign(pending);
    const usableFor = await this.proof.send(pending, request.locale, () => this.signups.add(pending));
    return { token, expiresAt: this.tokens.expiryOf(pending), usableFor };
  }

  private draft({ password: _password, ...request }: SignupRequest): PendingSignup {
    const email = parseEmail(request.email);
    const phoneNumber = request.phoneNumber === null ? null : parsePhoneNumber(request.phoneNumber);
    const username = parseUsername(request.username, email);
    return this.signups.draft({ ...request, email, phoneNumber, username, passwordHash: '' });
  }
}
