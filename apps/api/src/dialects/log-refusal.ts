import type { FastifyRequest } from 'fastify';
import type { ProblemCode } from '@app/problems';
import type { Refusal } from './refusal.js';

/** Names of the OWASP logging vocabulary, for those who watch the log. */
const events: Partial<Record<ProblemCode, string>> = {
  'auth.bad_credentials': 'authn_login_fail',
  'request.unauthorized': 'authn_token_invalid',
  'request.forbidden': 'authz_fail',
  'request.too_many': 'excess_rate_limit_exceeded',
  'request.invalid': 'input_validation_fail',
  'request.malformed': 'input_validation_fail',
  'profile.image_refused': 'upload_validation',
};

/** One line per refusal. Unforeseen ones carry their cause; no line carries a value that came in. */
export function logRefusal(request: FastifyRequest, { problem, status }: Refusal): void {
  const facts = { event: events[problem.code], code: problem.code, status };
  if (status >= 500) request.log.error({ ...facts, err: problem.cause ?? problem }, 'failed');
  else
    request.log.info(
      { ...facts, reason: typeof problem.cause === 'string' ? problem.cause : undefined },
      'refused',
    );
}
