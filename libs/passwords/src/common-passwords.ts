import { fingerprint, fingerprintBytes, headerBytes, signature } from './build-common-passwords.js';
import { commonPasswordsData } from './common-passwords.data.js';

/**
 * Passwords that attackers try first, compared without regard to case or compatibility forms. The list stays one Buffer
 * of fingerprints. A password outside it is taken for a member with a probability of size / 2^48: 1 in 15 thousand
 * million with the bundled list (docs/common-passwords.md).
 */
export class CommonPasswords {
  readonly size: number;

  private constructor(private readonly list: Buffer) {
    this.size = (list.length - headerBytes) / fingerprintBytes;
  }

  /** The list that comes with the service. */
  static bundled(): CommonPasswords {
    return CommonPasswords.fromBytes(Buffer.from(commonPasswordsData, 'base64'));
  }

  /** A list made by compactCommonPasswords. Keeps `bytes`, not a copy. */
  static fromBytes(bytes: Buffer): CommonPasswords {
    if (bytes.length < headerBytes || !bytes.subarray(0, signature.length).equals(signature)) {
      throw new Error('The list of common passwords is not in the compact format, version 1');
    }
    const announced = bytes.readUInt32BE(signature.length);
    if (bytes.length !== headerBytes + announced * fingerprintBytes) {
      throw new Error(`The list of common passwords is damaged: ${announced} entries do not fill its length`);
    }
    return new CommonPasswords(bytes);
  }

  includes(password: string): boolean {
    const wanted = fingerprint(password);
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = this.list.readUIntBE(headerBytes + middle * fingerprintBytes, fingerprintBytes);
      if (found === wanted) return true;
      if (found < wanted) low = middle + 1;
      else high = middle;
    }
    return false;
  }
}
