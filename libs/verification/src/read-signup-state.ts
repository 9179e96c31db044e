import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected } from '@app/one-time-codes';
import { PendingSignupRepository } from '@app/pending-signups';
import { KeyRing } from '@app/tokens';
import { UserRepository } from '@app/users';

export type SignupState = 'pending' | 'verified' | 'expired';

/** Tells the platform how far a signup is. */
@Injectable()
export class ReadSignupState {
  constructor(
    private readonly keys: KeyRing,
    private readonly signups: PendingSignupRepository,
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  /** The token's `exp` is not looked at: the answer grants nothing. @throws CodeRejected when it is no signup token */
  async read(token: string): Promise<SignupState> {
    const claims = await this.keys.verify(token, 'signup', 'allowed');
    if (claims?.jti === undefined) throw new CodeRejected('token');
    const pending = await this.signups.findByUuid(claims.jti);
    if (pending?.isOpen(this.clock.now())) return 'pending';
    // The account has the signup's uuid, and outlives it.
    const isVerified = pending?.verifiedAt ?? (await this.users.findByUuid(claims.jti));
    return isVerified ? 'verified' : 'expired';
  }
}
