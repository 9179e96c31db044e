import { Problem } from '@app/problems';
import type { CommonPasswords } from './common-passwords.js';

/** `documented`: from 6 code points, as the samples of the partner routes need; `strict`: from 8, and not a common one. */
export type PasswordPolicyName = 'documented' | 'strict';

/** The password cannot be set (CONTRACT 1, Passwords). */
export class PasswordRefused extends Problem {
  readonly code = 'passwords.refused';
}

const maxCodePoints = 128;
const maxBytes = 512;
const minCodePoints = { documented: 6, strict: 8 } as const;

const codePoints = (text: string): number => Array.from(text).length;

/** Whether text can be any account's password at all: bounded, well-formed, without NUL. Costs no hash. */
export function isHashable(password: string): boolean {
  return (
    password.length <= 2 * maxCodePoints &&
    password.isWellFormed() &&
    !password.includes('\0') &&
    codePoints(password) <= maxCodePoints &&
    Buffer.byteLength(password) <= maxBytes
  );
}

/** What is wrong with a new password, as a phrase that follows "Property 'password' "; null when nothing is. */
export function passwordFault(
  password: string,
  policy: PasswordPolicyName,
  common: CommonPasswords,
): string | null {
  const least = minCodePoints[policy];
  if (
    password.length > 2 * maxCodePoints ||
    codePoints(password) > maxCodePoints ||
    codePoints(password) < least
  ) {
    return `must be ${least} to ${maxCodePoints} characters`;
  }
  if (!isHashable(password)) return 'must be well-formed text of at most 512 bytes without NUL';
  return policy === 'strict' && common.includes(password) ? 'is too common' : null;
}
