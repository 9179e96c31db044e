import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, numericDate, secondsAfter } from '@app/clock';
import { TokenSettings } from '@app/settings';
import { KeyRing } from './key-ring.js';
import { RefreshToken } from './refresh-token.js';
import { Session } from './session.entity.js';

/** The person a token is for. */
export interface TokenOwner {
  readonly id: number;
  readonly uuid: string;
  readonly username: string;
}

/** Who a session is opened for, and how. */
export interface SignInFacts {
  readonly user: TokenOwner;
  readonly native: boolean;
  readonly device: string;
  readonly address: string;
}

/** What a sign-in or a refresh hands out. `expiresIn` is in seconds. */
export interface IssuedTokens {
  readonly session: Session;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresIn: number;
}

/** Makes the tokens of sessions. A new session still has to be stored. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly keys: KeyRing,
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
  ) {}

  /** A new session and its first tokens. */
  async issue({ user, native, device, address }: SignInFacts): Promise<IssuedTokens> {
    const now = this.clock.now();
    const { refreshTokenTtl, accessTokenTtl, webRefreshTokens } = this.settings;
    const opened = {
      userId: user.id,
      kind: native ? ('native' as const) : ('web' as const),
      device,
      address,
    };
    const refresh = native || webRefreshTokens ? RefreshToken.first() : null;
    const digests = refresh
      ? { credentialDigest: refresh.familyDigest, refreshDigest: refresh.digest }
      : { credentialDigest: null, refreshDigest: null };
    const expiresAt = secondsAfter(now, refresh ? refreshTokenTtl : accessTokenTtl);
    return this.tokensOf(
      Session.open({ ...opened, ...digests, expiresAt }, now),
      user,
      refresh?.text ?? null,
    );
  }

  /** A fresh access token for a session that lives. */
  async tokensOf(session: Session, user: TokenOwner, refreshToken: string | null): Promise<IssuedTokens> {
    const issuedAt = numericDate(this.clock.now());
    // Never longer than its session: once that is over, nothing that ends sessions would reach it.
    const expiresIn = Math.min(this.settings.accessTokenTtl, numericDate(session.expiresAt) - issuedAt);
    const accessToken = await this.sign(user, session, issuedAt, issuedAt + expiresIn);
    return { session, accessToken, refreshToken, expiresIn };
  }

  /** Claims in the order of CONTRACT 3; `user` repeats `username` because seed 002 does. */
  private sign(
    { username, uuid }: TokenOwner,
    session: Session,
    issuedAt: number,
    exp: number,
  ): Promise<string> {
    return this.keys.sign({
      user: username,
      username,
      agent: null,
      native: session.kind === 'native',
      sub: uuid,
      sid: session.uuid,
      jti: randomUUID(),
      iss: this.settings.issuer,
      aud: 'usapi',
      iat: issuedAt,
      exp,
    });
  }
}
