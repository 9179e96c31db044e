import { Problem } from '@app/problems';
import type { Failure } from './failure.js';

/** The body is well-formed and its properties are not. */
export class ValidationFailed extends Problem {
  readonly code = 'request.invalid';

  /** @param failures at least one, the first to be told first */
  constructor(readonly failures: readonly Failure[]) {
    super(failures[0]?.message ?? 'Malformed request body');
  }
}

/** The body is no JSON object, no form, or deeper than anything we read. */
export class MalformedBody extends Problem {
  readonly code = 'request.malformed';
  constructor(cause?: unknown) {
    super('Malformed request body', { cause });
  }
}
