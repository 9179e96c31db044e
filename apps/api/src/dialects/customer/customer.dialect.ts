import type { ProblemCode } from '@app/problems';
import type { Dialect } from '../dialect.js';
import type { Answer, Refusal } from '../refusal.js';

/** Error codes of seed 003, and −100 for what it does not foresee. */
export const customerErrors = {
  usernameTaken: { code: -1, text: 'Username already exists for a different account' },
  emailTaken: { code: -2, text: 'Email address already used to register an account' },
  weakPassword: { code: -3, text: 'Password invalid (too weak)' },
  missing: { code: -4, text: 'Missing attributes needed for registering' },
} as const;

const codeOfOthers = -100;

const known: Partial<Record<ProblemCode, { readonly code: number; readonly text: string }>> = {
  'request.invalid': customerErrors.missing,
  'request.malformed': customerErrors.missing,
  'identity.invalid_email': customerErrors.missing,
  'identity.invalid_username': customerErrors.missing,
  'passwords.refused': customerErrors.weakPassword,
  'identity.username_taken': customerErrors.usernameTaken,
  'identity.email_taken': customerErrors.emailTaken,
};

/** Seed 003: every answer in an envelope, every refusal with its code. */
export class CustomerDialect implements Dialect {
  answer({ problem, status }: Refusal): Answer {
    const { code, text } = known[problem.code] ?? { code: codeOfOthers, text: problem.message };
    return {
      type: 'application/json; charset=utf-8',
      body: { results: null, message: text, error: text, error_code: code, status },
    };
  }
}
