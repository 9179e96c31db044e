import { STATUS_CODES } from 'node:http';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { ValidationFailed } from '../input/validation-failed.js';
import type { Format } from './dialect.js';
import type { Answer, Refusal } from './refusal.js';

const problemJson = 'application/problem+json';

/** RFC 9457, for callers whose `Accept` ranks it above plain JSON. Wildcards do not. */
export class ProblemJson implements Format {
  isAskedBy({ headers }: FastifyRequest): boolean {
    if (headers.accept?.includes('problem+json') !== true) return false;
    const [first] = new Negotiator({ headers }).mediaTypes(['application/json', problemJson]);
    return first === problemJson;
  }

  /** `errors` lists every property that was refused; the documented bodies name the first. */
  answer({ problem, status }: Refusal): Answer {
    const errors =
      problem instanceof ValidationFailed
        ? {
            errors: problem.failures.map(({ path, message }) => ({
              pointer: `#/${path.join('/')}`,
              detail: message,
            })),
          }
        : {};
    const body = {
      type: `urn:usapi:problem:${problem.code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail: problem.message,
      code: problem.code,
      ...errors,
    };
    return { type: problemJson, body };
  }
}
