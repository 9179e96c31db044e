import { Injectable } from '@nestjs/common';
import { compactVerify, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { Clock } from '@app/clock';
import { TokenSettings } from '@app/settings';

const algorithm = 'HS256';

/** Who a token is for: `usapi` opens the Bearer routes, `signup` only verifies and resends. */
export type Audience = 'usapi' | 'signup';

/** Signs tokens with the active key, and verifies those of the active and the previous one. */
@Injectable()
export class KeyRing {
  private readonly keys: readonly Uint8Array[];

  constructor(
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
  ) {
    const secrets = [settings.secret, settings.previousSecret].filter((secret) => secret !== undefined);
    this.keys = secrets.map((secret) => new TextEncoder().encode(secret));
  }

  /** The header is exactly `{"alg":"HS256","typ":"JWT"}` (seed 002); claims keep their order. */
  sign(claims: JWTPayload): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: 'JWT' }).sign(this.activeKey);
  }

  /**
   * The claims of a token made here for `audience`, or null. RFC 8725 3.1: one algorithm, whatever the header says.
   * `expired: 'allowed'` skips the look at `exp`, for questions that grant nothing.
   */
  async verify(
    token: string,
    audience: Audience,
    expired: 'refused' | 'allowed' = 'refused',
  ): Promise<JWTPayload | null> {
    for (const key of this.keys) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [algorithm],
          audience,
          issuer: this.settings.issuer,
          requiredClaims: ['exp', 'iat', 'jti'],
          currentDate: expired === 'allowed' ? new Date(0) : this.clock.now(),
        });
        return payload;
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) return null;
      }
    }
    return null;
  }

  /** The secret that signed `token`; the active one when none did, so that the verifier behind refuses it. */
  async verificationSecret(token: string): Promise<Buffer> {
    if (this.keys.length > 1) {
      for (const key of this.keys) {
        const signed = await compactVerify(token, key, { algorithms: [algorithm] }).then(
          () => true,
          () => false,
        );
        if (signed) return Buffer.from(key);
      }
    }
    return Buffer.from(this.activeKey);
  }

  private get activeKey(): Uint8Array {
    const [active] = this.keys;
    if (!active) throw new Error('The key ring is empty.');
    return active;
  }
}
