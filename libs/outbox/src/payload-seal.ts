import { Injectable } from '@nestjs/common';
import { compactDecrypt, CompactEncrypt } from 'jose';
import { DataKeys } from '@app/settings';

/** Seals payloads at rest: JWE (RFC 7516), direct key, AES-256-GCM, under a key that is not in the database. */
@Injectable()
export class PayloadSeal {
  private readonly key: Uint8Array;

  constructor(keys: DataKeys) {
    this.key = keys.for('outbox');
  }

  seal(payload: object): Promise<string> {
    const text = new TextEncoder().encode(JSON.stringify(payload));
    return new CompactEncrypt(text).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(this.key);
  }

  /** @throws Error when it was sealed under another DATA_SECRET or has been tampered with */
  async open(sealed: string): Promise<unknown> {
    const { plaintext } = await compactDecrypt(sealed, this.key);
    return JSON.parse(new TextDecoder().decode(plaintext));
  }
}
