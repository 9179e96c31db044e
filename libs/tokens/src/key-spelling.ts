/** A compact JWS (RFC 7515 7.1), taken apart. */
export interface ReadToken {
  readonly header: string;
  /** What was signed. */
  readonly input: string;
  readonly signature: Buffer;
}

/** Of P-256, halved (SEC 2, 2.4.2): a signature has a second form whose `s` lies above. */
const halfOrder = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const half = 32;

const lastHalf = (signature: Buffer): bigint => BigInt(`0x${signature.subarray(half).toString('hex')}`);

/**
 * Three parts of base64url, the second an object of claims: jsonwebtoken throws where nobody catches it when they are
 * `null`. A signature has one spelling here; loose decoders take four for the same bytes.
 */
export function readToken(token: string): ReadToken | null {
  const [, header, claims, text] = /^([\w-]+)\.(eyJ[\w-]*)\.([\w-]+)$/.exec(token) ?? [];
  if (header === undefined || claims === undefined || text === undefined) return null;
  const signature = Buffer.from(text, 'base64url');
  if (signature.toString('base64url') !== text) return null;
  return { header, input: `${header}.${claims}`, signature };
}

/** Whether an ES256 signature is the one of its two forms that is made here. */
export const hasLowS = (signature: Buffer): boolean =>
  signature.length === 2 * half && lastHalf(signature) <= halfOrder;

/** The same token with that form: nobody but the signer can make another text of it that verifies. */
export function withLowS(token: string): string {
  const end = token.lastIndexOf('.') + 1;
  const signature = Buffer.from(token.slice(end), 'base64url');
  if (hasLowS(signature)) return token;
  const low = (order - lastHalf(signature)).toString(16).padStart(2 * half, '0');
  signature.write(low, half, 'hex');
  return token.slice(0, end) + signature.toString('base64url');
}
