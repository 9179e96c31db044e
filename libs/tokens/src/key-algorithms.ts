import { createSecretKey, generateKeyPair, randomBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { TokenAlgorithm } from '@app/settings';

const pair = promisify(generateKeyPair);

/** 128 bits of strength each (RFC 7518 3; NIST SP 800-57 asks 3072 bits of RSA for that). */
const makers: Readonly<Record<TokenAlgorithm, () => Promise<KeyObject>>> = {
  HS256: () => Promise.resolve(createSecretKey(randomBytes(32))),
  ES256: async () => (await pair('ec', { namedCurve: 'P-256' })).privateKey,
  RS256: async () => (await pair('rsa', { modulusLength: 3072 })).privateKey,
};

/** A new secret or private key. RSA takes a good part of a second: never inside a unit of work. */
export const newKey = (algorithm: TokenAlgorithm): Promise<KeyObject> => makers[algorithm]();

/** Whether others verify with the public half, and so keep a copy of it. */
export const isPublished = (algorithm: TokenAlgorithm): boolean => algorithm !== 'HS256';
