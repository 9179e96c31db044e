import { Problem } from '@app/problems';

/** Why, for the log alone. */
export type RejectionReason = 'token' | 'unknown' | 'used-or-expired' | 'wrong' | 'tries';

/** The code is wrong, used, expired or unknown: one answer for all (CONTRACT 2). */
export class CodeRejected extends Problem {
  readonly code = 'verification.code_rejected';
  constructor(reason: RejectionReason) {
    super('Invalid or expired code', { cause: reason });
  }
}
