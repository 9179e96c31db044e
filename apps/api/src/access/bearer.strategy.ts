import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { Clock, numericDate } from '@app/clock';
import { tokenAlgorithms, TokenSettings } from '@app/settings';
import { KeyRing, SessionRepository } from '@app/tokens';
import type { SignedIn } from './signed-in.js';

/** The claims of an access token, as far as anyone has checked them: the signature holds, the rest is still text. */
interface Claims {
  readonly sub?: unknown;
  readonly sid?: unknown;
  readonly jti?: unknown;
  readonly exp?: unknown;
}

type BearerRequest = Parameters<Strategy['authenticate']>[0];

/** jsonwebtoken takes a KeyObject, which it need not parse; its types do not know. */
type KeyTaker = (fault: unknown, key?: never) => void;

/** What passport hands each request's own copy of the strategy. */
interface Outcome {
  fail(reason?: unknown): void;
  error(fault: unknown): void;
}

/** passport-jwt's own reading takes the first two words of the header and ignores what follows, a second scheme too. */
const bearerToken = ({ headers }: Pick<BearerRequest, 'headers'>): string | null =>
  /^bearer ([^ ]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;

/**
 * passport-jwt under the guard: a key of the ring, our issuer, the audience of access tokens, and only from the
 * `Authorization` header. `exp` is compared with the service's own clock.
 */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(
    private readonly keys: KeyRing,
    settings: TokenSettings,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {
    super({
      jwtFromRequest: bearerToken,
      secretOrKeyProvider: (_request: unknown, token: string, take: KeyTaker) => {
        keys
          .verificationKey(token)
          .then((key) => take(key ? null : new Error('no key of ours'), key as never))
          .catch(take);
      },
      // A token can only have that of its key: the ring finds the key by the whole header, to the letter.
      algorithms: [...tokenAlgorithms],
      issuer: settings.issuer,
      audience: 'usapi',
      ignoreExpiration: true,
    });
  }

  /** A token that does not hold may be the first of a key that another replica has made: one more look, rarely. */
  override authenticate(request: BearerRequest): void {
    const outcome = this as unknown as Outcome;
    if (bearerToken(request) === null) return outcome.fail();
    const fail = outcome.fail.bind(outcome);
    outcome.fail = (reason) => {
      outcome.fail = fail;
      // There is a reason when the token does not hold, and none when its session does not.
      if (reason === undefined) return fail();
      this.keys
        .lookAgain()
        .then((hasLooked) => (hasLooked ? super.authenticate(request) : fail(reason)))
        .catch((fault: unknown) => outcome.error(fault));
      return undefined;
    };
    return super.authenticate(request);
  }

  /** The one query of a Bearer route: the active owner of the live session. */
  async validate({ sub, sid, jti, exp }: Claims): Promise<SignedIn | null> {
    if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string') return null;
    if (typeof exp !== 'number' || exp <= numericDate(this.clock.now())) return null;
    const user = await this.sessions.findOwner(sid);
    return user?.uuid === sub ? { user, sessionId: sid } : null;
  }
}
