import { createHash } from 'node:crypto';

/** Tokens of 128 random bits and more need no key and no salt to rest as a digest. SHA-256, 43 characters. */
export const digestOfToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');
