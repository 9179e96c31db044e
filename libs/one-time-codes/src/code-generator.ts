import { randomBytes, randomInt } from 'node:crypto';

/** Makes the codes. A port, so that a test can know one beforehand. */
export abstract class CodeGenerator {
  /** Six decimal digits, leading zeros included. */
  abstract digits(): string;
  /** 256 random bits in base64url, 43 characters. */
  abstract link(): string;
}

/** From the operating system's generator, without modulo bias (ASVS 6.5.3). */
export class RandomCodeGenerator extends CodeGenerator {
  digits(): string {
    return String(randomInt(1_000_000)).padStart(6, '0');
  }

  link(): string {
    return randomBytes(32).toString('base64url');
  }
}
