import type { Problem, ProblemCode } from '@app/problems';

/** A problem on its way out, before a dialect puts it into its own words. */
export interface Refusal {
  readonly problem: Problem;
  readonly status: number;
  /** Path of the request, without its query. */
  readonly path: string;
}

/** What is sent, under the status of the refusal. */
export interface Answer {
  readonly type: 'application/json; charset=utf-8' | 'application/problem+json' | 'text/html; charset=utf-8';
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Status of every problem, where a dialect has no other (`Dialect.statuses`). The one table. */
export const statusOf = {
  'request.malformed': 400,
  'request.invalid': 400,
  'request.unauthorized': 401,
  'request.forbidden': 403,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'request.too_large': 413,
  'request.unsupported_media_type': 415,
  'request.too_many': 429,
  'service.unavailable': 503,
  'service.internal_error': 500,
  'auth.bad_credentials': 401,
  'auth.wrong_password': 400,
  'identity.invalid_email': 400,
  'identity.invalid_phone_number': 400,
  'identity.invalid_username': 400,
  'identity.phone_number_taken': 400,
  'identity.username_taken': 400,
  'identity.email_taken': 400,
  'passwords.refused': 400,
  'passwords.differ': 400,
  'verification.code_rejected': 400,
  'profile.image_refused': 400,
  'profile.invalid_date_of_birth': 400,
} satisfies Record<ProblemCode, number>;
