import { createHash } from 'node:crypto';

/*
 * The compact list: the signature, the number of entries (4 bytes), then one fingerprint of 6 bytes per entry, in
 * ascending order; numbers are big-endian. Whatever changes in it, fold included, takes a new last byte of the
 * signature. No import of our own here: tools/build-common-passwords.mjs runs this file as it stands.
 */
export const signature = Buffer.from('USAPICP\u0001', 'latin1');
export const headerBytes = signature.length + 4;
export const fingerprintBytes = 6;

/**
 * The first 48 bits of SHA-256 of the folded password (NFKC, then lower case): `Password1` is as common as `password1`.
 * Only this comparison folds; what is hashed and checked at sign-in is the password as typed.
 */
export function fingerprint(password: string): number {
  const folded = password.normalize('NFKC').toLowerCase();
  return createHash('sha256').update(folded).digest().readUIntBE(0, fingerprintBytes);
}

/** The compact list of passwords that stand one to a line; empty lines and repetitions are left out. */
export function compactCommonPasswords(lines: Iterable<string>): Buffer {
  const fingerprints = new Set<number>();
  for (const line of lines) {
    if (line !== '') fingerprints.add(fingerprint(line));
  }
  const list = Buffer.alloc(headerBytes + fingerprints.size * fingerprintBytes);
  signature.copy(list);
  let end = list.writeUInt32BE(fingerprints.size, signature.length);
  for (const entry of Float64Array.from(fingerprints).toSorted()) {
    end = list.writeUIntBE(entry, end, fingerprintBytes);
  }
  return list;
}
