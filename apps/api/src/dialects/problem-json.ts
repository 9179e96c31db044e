import type { IncomingHttpHeaders } from 'node:http';
import { STATUS_CODES } from 'node:http';
import Negotiator from 'negotiator';
import { ValidationFailed } from '../input/validation-failed.js';
import type { Refusal } from './refusal.js';

const problemJson = 'application/problem+json';

/** Whether `Accept` ranks RFC 9457 above plain JSON. Wildcards do not. */
export function prefersProblemJson(headers: IncomingHttpHeaders): boolean {
  if (headers.accept?.includes('problem+json') !== true) return false;
  const [first] = new Negotiator({ headers }).mediaTypes(['application/json', problemJson]);
  return first === problemJson;
}

/** RFC 9457. `errors` lists every property that was refused, the dialects' own bodies name the first. */
export function problemBody({ problem, status }: Refusal): object {
  const errors =
    problem instanceof ValidationFailed
      ? {
          errors: problem.failures.map(({ path, message }) => ({
            pointer: `#/${path.join('/')}`,
            detail: message,
          })),
        }
      : {};
  return {
    type: `urn:usapi:problem:${problem.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: problem.message,
    code: problem.code,
    ...errors,
  };
}
