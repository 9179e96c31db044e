import { callbackify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { Clock, numericDate } from '@app/clock';
import { TokenSettings } from '@app/settings';
import { KeyRing, SessionRepository } from '@app/tokens';
import type { SignedIn } from './signed-in.js';

/** The claims of an access token, as far as anyone has checked them: the signature holds, the rest is still text. */
interface Claims {
  readonly sub?: unknown;
  readonly sid?: unknown;
  readonly jti?: unknown;
  readonly exp?: unknown;
}

/** passport-jwt's own reading takes the first two words of the header and ignores what follows, a second scheme too. */
const bearerToken = ({ headers }: { headers: { authorization?: string } }): string | null =>
  /^bearer ([^ ]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;

/**
 * passport-jwt under the guard: one algorithm, our issuer, the audience of access tokens, and only from the
 * `Authorization` header. `exp` is compared with the service's own clock.
 */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(
    keys: KeyRing,
    settings: TokenSettings,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {
    super({
      jwtFromRequest: bearerToken,
      secretOrKeyProvider: (
        _request: unknown,
        token: string,
        done: (fault: unknown, secret?: Buffer) => void,
      ) => callbackify(keys.verificationSecret.bind(keys))(token, done),
      algorithms: ['HS256'],
      issuer: settings.issuer,
      audience: 'usapi',
      ignoreExpiration: true,
    });
  }

  /** The one query of a Bearer route: the active owner of the live session. */
  async validate({ sub, sid, jti, exp }: Claims): Promise<SignedIn | null> {
    if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string') return null;
    if (typeof exp !== 'number' || exp <= numericDate(this.clock.now())) return null;
    const user = await this.sessions.findOwner(sid);
    return user?.uuid === sub ? { user, sessionId: sid } : null;
  }
}
