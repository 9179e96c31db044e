import { createHmac, randomBytes } from 'node:crypto';
import { digestOfToken } from './token-digest.js';

/**
 * A refresh token: a part that all tokens of one session share, which finds the session, and a part that changes at
 * every use. Both have at least 128 random bits.
 */
export class RefreshToken {
  private constructor(
    private readonly family: string,
    private readonly secret: string,
  ) {}

  static first(): RefreshToken {
    return new RefreshToken(randomBytes(16).toString('base64url'), randomBytes(32).toString('base64url'));
  }

  /** Null for what cannot be one. */
  static read(text: string): RefreshToken | null {
    const [, family, secret] = /^([\w-]{22})([\w-]{43})$/.exec(text) ?? [];
    return family && secret ? new RefreshToken(family, secret) : null;
  }

  /** Derived, not drawn: a client that lost the reply asks again and gets the same, though only digests are kept. */
  successor(key: Buffer): RefreshToken {
    return new RefreshToken(this.family, createHmac('sha256', key).update(this.text).digest('base64url'));
  }

  get text(): string {
    return this.family + this.secret;
  }

  get familyDigest(): string {
    return digestOfToken(this.family);
  }

  get digest(): string {
    return digestOfToken(this.text);
  }
}
