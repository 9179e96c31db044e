import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { Passwords } from '@app/passwords';
import { AccessTokens, SessionRepository, type IssuedTokens } from '@app/tokens';
import { canonicalEmail, UserRepository, usernameKey, type SignInRecord } from '@app/users';
import { BadCredentials } from './bad-credentials.js';

/** What a person signs in with, and from where. */
export interface Credentials {
  /** A username, or an e-mail address. */
  readonly identifier: string;
  readonly password: string;
  /** Whether the mobile app asks: it gets a refresh token. */
  readonly native: boolean;
  readonly device: string;
  readonly address: string;
}

// No key is longer, and case folding megabytes for a stranger would cost more than the hash.
const longestIdentifier = 320;

/** Signs a person in: opens a session and hands out its tokens. */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly tokens: AccessTokens,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws BadCredentials
   * @throws ServiceUnavailable when more sign in than the machine can hash
   */
  async signIn({ identifier, password, native, device, address }: Credentials): Promise<IssuedTokens> {
    const user = await this.find(identifier);
    const matches = await this.passwords.matches(password, user?.passwordHash ?? null);
    if (!matches || !user?.isActive) throw new BadCredentials();
    const upgraded = this.passwords.isOutdated(user.passwordHash)
      ? await this.passwords.hash(password)
      : null;
    const issued = await this.tokens.issue({ user, native, device, address });
    if (upgraded !== null) {
      await this.users.replacePasswordHash(user.id, user.passwordHash, upgraded, this.clock.now());
    }
    await this.sessions.add(issued.session);
    return issued;
  }

  /** With @ by e-mail key only, all others by username key only (CONTRACT 1). */
  private async find(identifier: string): Promise<SignInRecord | null> {
    if (identifier.length > longestIdentifier) return null;
    if (!identifier.includes('@')) return this.users.findForSignIn('username_key', usernameKey(identifier));
    const email = canonicalEmail(identifier);
    return email === null ? null : this.users.findForSignIn('email', email);
  }
}
