import { generateKeyPairSync, sign as signWith, type KeyObject } from 'node:crypto';
import { claimsOf, hs256, signed } from '../e2e/forged-tokens.js';

type Header = Readonly<Record<string, unknown>>;

/** What an attacker has, and what only the service should have. */
export interface Material {
  /** A token that opens the door. */
  readonly good: string;
  /** The key of the service that has signed it. */
  readonly own: KeyObject;
  /** As it is published. */
  readonly jwk: { readonly kid: string; readonly x?: string };
  /** The public half as PEM and DER. */
  readonly pem: string;
  readonly der: Buffer;
  /** Where the attacker's key set is to be had. */
  readonly stranger: string;
}

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token of any header and claims, signed with any private key, in the form of ES256 that is made here. */
export function signedBy(key: KeyObject, header: Header, claims: unknown, hash = 'sha256'): string {
  const input = `${encode(header)}.${encode(claims)}`;
  for (;;) {
    const signature = signWith(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
    if (signature.length !== 64 || secondHalf(signature) <= order / 2n)
      return `${input}.${signature.toString('base64url')}`;
  }
}

const secondHalf = (signature: Buffer): bigint => BigInt(`0x${signature.subarray(32).toString('hex')}`);

/** The attacker's own keys. */
const theirs = {
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
export const theirJwk = theirs.ec.publicKey.export({ format: 'jwk' });

/** Tokens that must open nothing at a service that signs with ES256, by the name of the attack. */
export function forgeriesByKey(material: Material): Record<string, string> {
  const { good, own, jwk, pem, der, stranger } = material;
  const claims = claimsOf(good);
  const header = { alg: 'ES256', typ: 'JWT', kid: jwk.kid };
  const theirOwn = (extra: Header): string => signedBy(theirs.ec.privateKey, { ...header, ...extra }, claims);
  const ours = (extra: Header): string => signedBy(own, { ...header, ...extra }, claims);
  const says = (changes: object): string => signedBy(own, header, { ...claims, ...changes });
  const secretly = (secret: string | Buffer, extra: Header = {}): string =>
    signed({ ...hs256, ...extra }, claims, secret as string);
  return {
    'HS256 under the public key as PEM': secretly(pem),
    'HS256 under the public key as PEM without its last line break': secretly(pem.trim()),
    'HS256 under the public key as DER': secretly(der),
    'HS256 under the public key as JWK': secretly(JSON.stringify(jwk)),
    'HS256 under the public key with its kid': secretly(pem, { kid: jwk.kid }),
    'HS256 under a coordinate': secretly(jwk.x ?? ''),
    'HS256 under the kid': secretly(jwk.kid, { kid: jwk.kid }),
    'alg none with the kid': `${encode({ ...header, alg: 'none' })}.${good.split('.')[1]}.`,
    'alg none with the signature': good.replace(/^[^.]+/, encode({ ...header, alg: 'none' })),
    'alg es256 in lower case': ours({ alg: 'es256' }),
    'a stranger’s key under our kid': theirOwn({}),
    'a stranger’s key in the header': theirOwn({ jwk: theirJwk }),
    'a stranger’s key in the header, and its kid': theirOwn({ jwk: theirJwk, kid: 'theirs' }),
    'the address of a stranger’s keys': theirOwn({ jku: stranger }),
    'the address of a stranger’s keys as kid': theirOwn({ kid: stranger }),
    'the address of a stranger’s certificate': theirOwn({ x5u: stranger }),
    'a stranger’s certificate': theirOwn({ x5c: ['MIIB'] }),
    'kid that is a path': theirOwn({ kid: '../../../../dev/null' }),
    'kid that is a path, HS256 under nothing': signed({ ...hs256, kid: '/dev/null' }, claims, ''),
    'kid that is SQL': theirOwn({ kid: "' UNION SELECT sealed FROM signing_keys -- " }),
    'kid that is SQL for every key': theirOwn({ kid: "' OR '1'='1" }),
    'kid that is a list': theirOwn({ kid: [jwk.kid] }),
    'kid that is a property of objects': theirOwn({ kid: '__proto__' }),
    'kid that is empty': ours({ kid: '' }),
    'kid that is missing': ours({ kid: undefined }),
    'kid in capitals': ours({ kid: jwk.kid.toUpperCase() }),
    'ES384 under our kid': signedBy(theirs.p384.privateKey, { ...header, alg: 'ES384' }, claims, 'sha384'),
    'RS256 under our kid': signedBy(theirs.rsa.privateKey, { ...header, alg: 'RS256' }, claims),
    'our own key, and a critical header nobody knows': ours({ crit: ['b64'], b64: false }),
    'our own key, and the address of a stranger’s keys': ours({ jku: stranger }),
    'our own key, and an unknown header': ours({ zip: 'DEF' }),
    'our own key and no claims but null': signedBy(own, header, null),
    'exp over': says({ exp: Number(claims['iat']) - 1 }),
    'exp missing': says({ exp: undefined }),
    'aud signup': says({ aud: 'signup' }),
    'aud missing': says({ aud: undefined }),
    'iss another': says({ iss: 'https://demousapi.onindonesia.id' }),
    'sub another': says({ sub: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70' }),
    ...otherSignatures(good, own),
  };
}

/** The good token with its signature missing, or written in another way. */
function otherSignatures(good: string, own: KeyObject): Record<string, string> {
  const end = good.lastIndexOf('.') + 1;
  const [input, text] = [good.slice(0, end - 1), good.slice(end)];
  const bytes = Buffer.from(text, 'base64url');
  const signedWith = (signature: Buffer): string => `${input}.${signature.toString('base64url')}`;
  const mirrored = Buffer.from((order - secondHalf(bytes)).toString(16).padStart(64, '0'), 'hex');
  return {
    'no signature': `${input}.`,
    'a signature of nothing but zeros': signedWith(Buffer.alloc(64)),
    'a signature of r = s = the order of the curve': signedWith(
      Buffer.from(order.toString(16).repeat(2), 'hex'),
    ),
    'the mirrored signature, which is as right': signedWith(Buffer.concat([bytes.subarray(0, 32), mirrored])),
    'the signature in DER': signedWith(signWith('sha256', Buffer.from(input), own)),
    'a cut signature': good.slice(0, -1),
    'half a signature': signedWith(bytes.subarray(0, 32)),
    'a signature and more': signedWith(Buffer.concat([bytes, Buffer.alloc(1)])),
    'another spelling of the last digit': good.slice(0, -1) + nextDigit(good.slice(-1)),
    'a padded signature': `${good}==`,
    'a signature in plain base64': `${input}.${bytes.toString('base64')}`,
  };
}

/** 86 digits hold 516 bits for 512: the last one has sixteen spellings. */
function nextDigit(digit: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return digits[digits.indexOf(digit) ^ 1] ?? '';
}
