import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, numericDate, secondsAfter } from '@app/clock';
import { TokenSettings } from '@app/settings';
import { KeyRing } from './key-ring.js';
import { Session } from './session.entity.js';

/** Who a session is opened for, and how. */
export interface SignInFacts {
  readonly user: { readonly id: number; readonly uuid: string; readonly username: string };
  readonly native: boolean;
  readonly device: string;
  readonly address: string;
}

/** What a sign-in hands out. `expiresIn` is in seconds. */
export interface IssuedTokens {
  readonly session: Session;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresIn: number;
}

/** Makes the tokens of a new session. The session still has to be stored. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly keys: KeyRing,
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
  ) {}

  async issue({ user, native, device, address }: SignInFacts): Promise<IssuedTokens> {
    const now = this.clock.now();
    const refreshToken = native ? randomBytes(32).toString('base64url') : null;
    const facts = {
      userId: user.id,
      native,
      device,
      address,
      refreshDigest: refreshToken === null ? null : digestOfToken(refreshToken),
      expiresAt: secondsAfter(now, native ? this.settings.refreshTokenTtl : this.settings.accessTokenTtl),
    };
    const session = Session.open(facts, Session.newId(), now);
    const accessToken = await this.sign(user, native, session.uuid, now);
    return { session, accessToken, refreshToken, expiresIn: this.settings.accessTokenTtl };
  }

  /** Claims in the order of CONTRACT 3; `user` repeats `username` because seed 002 does. */
  private sign(user: SignInFacts['user'], native: boolean, sessionId: string, now: Date): Promise<string> {
    const issuedAt = numericDate(now);
    return this.keys.sign({
      user: user.username,
      username: user.username,
      agent: null,
      native,
      sub: user.uuid,
      sid: sessionId,
      jti: randomUUID(),
      iss: this.settings.issuer,
      aud: 'usapi',
      iat: issuedAt,
      exp: issuedAt + this.settings.accessTokenTtl,
    });
  }
}

/** Tokens of 128 random bits and more need no key and no salt to rest as a digest. 43 characters. */
export const digestOfToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');
