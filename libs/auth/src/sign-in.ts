import { Injectable } from '@nestjs/common';
import { Passwords } from '@app/passwords';
import type { Locale } from '@app/settings';
import { keptOfDevice, type IssuedTokens } from '@app/tokens';
import { asciiKey } from '@app/transactions';
import { canonicalEmail, usernameKey } from '@app/users';
import { BadCredentials } from './bad-credentials.js';
import { OpenSession } from './open-session.js';
import { SignInProtection } from './sign-in-protection.js';
import { SignInRecords, type SignInRecord } from './sign-in-records.js';

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

/** No account's uuid begins like this: what strangers type must not count against an account. */
const nobody = (key: string): string => `nobody:${key}`;

/** Signs a person in: opens a session and hands out its tokens. */
@Injectable()
export class SignIn {
  constructor(
    private readonly records: SignInRecords,
    private readonly passwords: Passwords,
    private readonly protection: SignInProtection,
    private readonly sessions: OpenSession,
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
    const { user, account } = await this.find(identifier, device);
    const attempt = { account, userId: user?.id ?? null, address };
    const turn = this.protection.turnOf(attempt);
    if (!(await this.passwords.matches(password, user?.passwordHash ?? null, turn)))
      throw new BadCredentials();
    if (!user?.isActive || !(await this.records.stays(user))) {
      await turn.failed();
      throw new BadCredentials();
    }
    await turn.succeeded();
    const passwordHash = await this.presentHash(user, password);
    const { isDeviceNew } = user;
    return this.sessions.open({ user, native, device, address }, { passwordHash, isDeviceNew }, locale);
  }

  /**
   * The hash that the password stands under from now on: a legacy one is replaced.
   * @throws BadCredentials when the password was replaced meanwhile
   */
  private async presentHash(user: SignInRecord, password: string): Promise<string> {
    if (!this.passwords.isOutdated(user.passwordHash)) return user.passwordHash;
    const upgraded = await this.passwords.hash(password);
    if (await this.records.replaceHash(user, upgraded)) return upgraded;
    // Of several sign-ins at once another has replaced it, by a hash of the same password.
    const present = await this.records.hashOf(user);
    if (present !== null && (await this.passwords.matches(password, present))) return present;
    throw new BadCredentials();
  }

  /** With @ by e-mail key only, all others by username key only (CONTRACT 1). */
  private async find(identifier: string, device: string): Promise<Found> {
    if (identifier.length > longestIdentifier) return { user: null, account: nobody('too long') };
    const isEmail = identifier.includes('@');
    const key = isEmail ? (canonicalEmail(identifier) ?? usernameKey(identifier)) : usernameKey(identifier);
    const user = isEmail
      ? await this.records.find('email', asciiKey(key), keptOfDevice(device))
      : await this.records.find('username_key', key, keptOfDevice(device));
    return { user, account: user?.uuid ?? nobody(key) };
  }
}
