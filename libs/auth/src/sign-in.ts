import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { Passwords } from '@app/passwords';
import type { Locale } from '@app/settings';
import type { IssuedTokens } from '@app/tokens';
import { canonicalEmail, deletionGrace, UserRepository, usernameKey, type SignInRecord } from '@app/users';
import { BadCredentials } from './bad-credentials.js';
import { OpenSession } from './open-session.js';
import { SignInProtection } from './sign-in-protection.js';

/** What a person signs in with, and from where. */
export interface Credentials {
  /** A username, or an e-mail address. */
  readonly identifier: string;
  readonly password: string;
  /** Whether a refresh token is wanted, as the mobile app does. */
  readonly native: boolean;
  readonly device: string;
  readonly address: string;
  readonly locale: Locale;
}

/** What an identifier leads to: the account, and the key its failures are counted under. */
interface Found {
  readonly user: SignInRecord | null;
  readonly account: string;
}

// No key is longer, and case folding megabytes for a stranger would cost more than the hash.
const longestIdentifier = 320;

/** Signs a person in: opens a session and hands out its tokens. */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly protection: SignInProtection,
    private readonly sessions: OpenSession,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws BadCredentials
   * @throws TooManyRequests after too many failures
   * @throws ServiceUnavailable when more sign in than the machine can hash
   */
  async signIn({
    identifier,
    password,
    native,
    device,
    address,
    locale,
  }: Credentials): Promise<IssuedTokens> {
    const { user, account } = await this.find(identifier);
    const attempt = { account, userId: user?.id ?? null, address };
    const turn = this.protection.turnOf(attempt);
    if (!(await this.passwords.matches(password, user?.passwordHash ?? null, turn)))
      throw new BadCredentials();
    if (!user?.isActive || !(await this.stays(user))) {
      await this.protection.failed(attempt);
      throw new BadCredentials();
    }
    await this.protection.succeeded(attempt);
    await this.upgradeHash(user, password);
    return this.sessions.open({ user, native, device, address }, locale);
  }

  /** Signing in within the grace takes a wish for deletion back. */
  private async stays(user: SignInRecord): Promise<boolean> {
    if (!user.isLeaving) return true;
    const now = this.clock.now();
    return this.users.restore(user.id, secondsAfter(now, -deletionGrace), now);
  }

  private async upgradeHash({ id, passwordHash }: SignInRecord, password: string): Promise<void> {
    if (!this.passwords.isOutdated(passwordHash)) return;
    const upgraded = await this.passwords.hash(password);
    await this.users.replacePasswordHash(id, passwordHash, upgraded, this.clock.now());
  }

  /** With @ by e-mail key only, all others by username key only (CONTRACT 1). */
  private async find(identifier: string): Promise<Found> {
    if (identifier.length > longestIdentifier) return { user: null, account: 'too long for anybody' };
    const isEmail = identifier.includes('@');
    const key = isEmail ? (canonicalEmail(identifier) ?? usernameKey(identifier)) : usernameKey(identifier);
    const user = await this.users.findForSignIn(isEmail ? 'email' : 'username_key', key);
    return { user, account: user?.uuid ?? key };
  }
}
