import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';

type Claims = Record<string, unknown>;

const encode = (part: object | string): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const decode = (part: string | undefined): Claims =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Claims;

export const headerOf = (token: string): string =>
  Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
export const claimsOf = (token: string): Claims => decode(token.split('.')[1]);

/** A token as the service would make it, with a header and claims of the test's choice. */
export function signed(
  header: object | string,
  claims: object | string,
  secret: string,
  hash = 'sha256',
): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}

export const hs256 = { alg: 'HS256', typ: 'JWT' };

/** Tokens that must open nothing, made from one that does and from the key itself, by the name of the attack. */
export function forgeries(good: string, secret: string, now: Date): Record<string, string> {
  const claims = claimsOf(good);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const later = Math.floor(now.getTime() / 1000) + 3600;
  const changed = (changes: Claims): string => signed(hs256, { ...claims, ...changes }, secret);
  const without = (name: string): string => changed({ [name]: undefined });
  return {
    'no signature': `${header}.${payload}.`,
    'no third part': `${header}.${payload}`,
    'a fourth part': `${good}.x`,
    'alg none': `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    'alg None with the old signature': `${encode({ alg: 'None', typ: 'JWT' })}.${payload}.${signature}`,
    'alg missing': signed({ typ: 'JWT' }, claims, secret),
    'alg HS384 under the right key': signed({ ...hs256, alg: 'HS384' }, claims, secret, 'sha384'),
    'alg HS512 under the right key': signed({ ...hs256, alg: 'HS512' }, claims, secret, 'sha512'),
    'alg HS256 signed with SHA-512': signed(hs256, claims, secret, 'sha512'),
    'alg hs256 in lower case': signed({ ...hs256, alg: 'hs256' }, claims, secret),
    ...ownKeys(claims),
    'the empty key': signed(hs256, claims, ''),
    'another key': signed(hs256, claims, `${secret}x`),
    'the audience as key': signed(hs256, claims, 'usapi'),
    'an unknown critical header': signed({ ...hs256, crit: ['b64'], b64: false }, claims, secret),
    'exp missing': without('exp'),
    'exp a text': changed({ exp: String(later) }),
    'exp null': changed({ exp: null }),
    'exp over': changed({ exp: Math.floor(now.getTime() / 1000) }),
    'exp negative': changed({ exp: -1 }),
    'nbf to come': changed({ nbf: later }),
    'aud missing': without('aud'),
    'aud signup': changed({ aud: 'signup' }),
    'aud USAPI': changed({ aud: 'USAPI' }),
    'iss missing': without('iss'),
    'iss another': changed({ iss: 'https://demousapi.onindonesia.id' }),
    'sub missing': without('sub'),
    'sub a number': changed({ sub: 1 }),
    'sub another person': changed({ sub: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70' }),
    'sub an object': changed({ sub: { $ne: '' } }),
    'sub a condition': changed({ sub: `${String(claims['sub'])}' OR '1'='1` }),
    'sid missing': without('sid'),
    'sid an array': changed({ sid: [claims['sid']] }),
    'sid another': changed({ sid: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70' }),
    'jti missing': without('jti'),
    'jti a number': changed({ jti: 1 }),
    'claims that are a text': signed(hs256, '"text"', secret),
    'claims that are an array': signed(hs256, [claims], secret),
    'claims that are null': signed(hs256, 'null', secret),
    'claims that are no JSON': signed(hs256, 'text', secret),
    'a header that is no JSON': signed('text', claims, secret),
    'a changed claim': `${header}.${encode({ ...claims, native: true })}.${signature}`,
    'a cut signature': good.slice(0, -1),
    'a shortened signature': `${header}.${payload}.${signature.slice(0, 20)}`,
    'another spelling of the last digit': respelled(good),
    padding: `${good}=`,
    'a trailing line break': `${good}%0A`,
    'five parts, as if encrypted': `${header}..${payload}.${signature}.${signature}`,
    'nothing but dots': '..',
    'a megabyte less': 'x'.repeat(10_000),
  };
}

/** Keys the attacker brings along in the header. */
function ownKeys(claims: Claims): Record<string, string> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const input = `${encode({ alg: 'RS256', typ: 'JWT', jwk })}.${encode(claims)}`;
  const symmetric = { kty: 'oct', k: encode('my own key') };
  const hmac = (extra: object): string => signed({ ...hs256, ...extra }, claims, 'my own key');
  return {
    'RS256 with its key in the header': `${input}.${signWith('sha256', Buffer.from(input), privateKey).toString('base64url')}`,
    'HS256 with its key in the header': hmac({ jwk: symmetric }),
    'kid that is a path': hmac({ kid: '../../../../dev/null' }),
    'kid that is SQL': hmac({ kid: "' UNION SELECT 'my own key" }),
    'jku of a stranger': hmac({ jku: 'http://127.0.0.1:9/jwks.json' }),
    'x5u of a stranger': hmac({ x5u: 'http://127.0.0.1:9/cert.pem' }),
  };
}

/** 43 digits hold 258 bits for 256: the last one has four spellings that loose decoders take for one. */
function respelled(token: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = digits.indexOf(token.slice(-1));
  return token.slice(0, -1) + (digits[last ^ 1] ?? '');
}
