import { hash, verify } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { PasswordHasher } from './password-hasher.js';

/** Cost of one hash: memory in KiB, passes, lanes. */
export interface Argon2Cost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** OWASP's first choice for argon2id; about 9 ms of CPU on one core. */
export const argon2Cost: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const bcryptHash = /^\$2[aby]\$/;
// bcrypt reads no further: a longer password would match every other one with the same beginning.
const bcryptMaxBytes = 72;

/** argon2id (RFC 9106); hashes of the earlier system (bcrypt) still verify. */
export class Argon2Hasher extends PasswordHasher {
  private readonly current: string;

  constructor(private readonly cost: Argon2Cost = argon2Cost) {
    super();
    this.current = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;
  }

  /** Argon2id is the library's choice of algorithm; a test pins it. */
  hash(password: string): Promise<string> {
    return hash(password, this.cost);
  }

  async matches(password: string, stored: string): Promise<boolean> {
    if (!bcryptHash.test(stored)) return verify(stored, password);
    return Buffer.byteLength(password) <= bcryptMaxBytes && verifyBcrypt(password, stored);
  }

  understands(stored: string): boolean {
    return stored.startsWith('$argon2') || bcryptHash.test(stored);
  }

  isOutdated(stored: string): boolean {
    return !stored.startsWith(this.current);
  }
}
