import { createPrivateKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { compactDecrypt, CompactEncrypt } from 'jose';
import { DataKeys } from '@app/settings';
import type { SigningKey } from './signing-key.entity.js';

type Name = Pick<SigningKey, 'kid' | 'algorithm'>;

/** Seals keys at rest: JWE (RFC 7516), direct key, AES-256-GCM, under a key that is not in the database. */
@Injectable()
export class KeySeal {
  private readonly key: Uint8Array;

  constructor(keys: DataKeys) {
    this.key = keys.for('signing-keys');
  }

  /** With its name inside: whoever can write to the table cannot put one key in another's place. */
  seal(key: KeyObject, { kid, algorithm }: Name): Promise<string> {
    const text = JSON.stringify({ ...key.export({ format: 'jwk' }), kid, alg: algorithm });
    return new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(this.key);
  }

  /** The secret or private key, or null when it was sealed under another DATA_SECRET, as another key, or tampered with. */
  async open(sealed: string, { kid, algorithm }: Name): Promise<KeyObject | null> {
    try {
      const { plaintext } = await compactDecrypt(sealed, this.key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      const { kid: name, alg, ...jwk } = JSON.parse(new TextDecoder().decode(plaintext)) as JsonWebKey;
      if (name !== kid || alg !== algorithm) return null;
      return jwk.kty === 'oct'
        ? createSecretKey(Buffer.from(jwk.k ?? '', 'base64url'))
        : createPrivateKey({ key: jwk, format: 'jwk' });
    } catch {
      return null;
    }
  }
}
