import { hkdfSync } from 'node:crypto';

export type DataKeyPurpose = 'one-time-codes' | 'outbox' | 'refresh-tokens' | 'signing-keys';

/** Keys for data at rest: one per purpose, derived from DATA_SECRET (RFC 5869, HKDF-SHA-256), 32 bytes each. */
export class DataKeys {
  private readonly derived = new Map<DataKeyPurpose, Buffer>();

  constructor(private readonly secret: string) {}

  for(purpose: DataKeyPurpose): Buffer {
    const known = this.derived.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.secret, '', `usapi/${purpose}`, 32));
    this.derived.set(purpose, key);
    return key;
  }
}
