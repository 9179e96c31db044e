import { createHmac, createPublicKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { TokenAlgorithm } from '@app/settings';
import { isPublished } from './key-algorithms.js';
import { withLowS, type ReadToken } from './key-spelling.js';
import type { KeyState, SigningKey } from './signing-key.entity.js';

/** An entry of the key set that others verify with (RFC 7517): the public half alone. */
export interface PublicKey {
  readonly kty: 'EC' | 'RSA';
  readonly use: 'sig';
  readonly alg: TokenAlgorithm;
  readonly kid: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
}

type Facts = Pick<SigningKey, 'kid' | 'algorithm'> & { readonly state: KeyState };

/** A key of the ring, opened. */
export class KeyInUse {
  readonly algorithm: TokenAlgorithm;
  readonly state: KeyState;
  /** The one header its tokens have, as it stands in them: nobody else's is even read. */
  readonly header: string;
  readonly verifying: KeyObject;
  /** Null for a secret. */
  readonly shown: PublicKey | null;
  private readonly protectedHeader: { alg: TokenAlgorithm; typ: 'JWT'; kid?: string };

  constructor(
    { kid, algorithm, state }: Facts,
    private readonly signing: KeyObject,
  ) {
    this.algorithm = algorithm;
    this.state = state;
    // Seed 002 shows an HS256 header without a kid.
    const name = isPublished(algorithm) ? { kid } : {};
    this.protectedHeader = { alg: algorithm, typ: 'JWT', ...name };
    this.header = Buffer.from(JSON.stringify(this.protectedHeader)).toString('base64url');
    this.verifying = isPublished(algorithm) ? createPublicKey(signing) : signing;
    const jwk = isPublished(algorithm) ? this.verifying.export({ format: 'jwk' }) : null;
    this.shown = jwk && ({ ...jwk, use: 'sig', alg: algorithm, kid } as PublicKey);
  }

  /** Claims keep their order. */
  async sign(claims: JWTPayload): Promise<string> {
    if (this.algorithm === 'HS256') return this.signAtOnce(claims);
    const token = await new SignJWT(claims).setProtectedHeader(this.protectedHeader).sign(this.signing);
    return this.algorithm === 'ES256' ? withLowS(token) : token;
  }

  /** A JWS by HMAC (RFC 7515 3.3): jose does it on another thread, for which a sign-in waits among the hashes. */
  private signAtOnce(claims: JWTPayload): string {
    const input = `${this.header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${input}.${this.mac(input).toString('base64url')}`;
  }

  private mac(input: string): Buffer {
    return createHmac('sha256', this.signing).update(input).digest();
  }

  /** Whether this secret has signed the token. */
  hasSigned({ input, signature }: ReadToken): boolean {
    const own = this.mac(input);
    return own.length === signature.length && timingSafeEqual(own, signature);
  }
}
