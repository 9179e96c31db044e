import { HttpException } from '@nestjs/common';
import {
  Forbidden,
  NotFound,
  Problem,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
} from '@app/problems';
import { isDatabaseAway } from '@app/transactions';
import { TooLarge, UnsupportedMediaType } from '../http/http-problems.js';
import { MalformedBody } from '../input/validation-failed.js';

/** Nobody foresaw it; the log has the cause. */
class InternalError extends Problem {
  readonly code = 'service.internal_error';
  constructor(cause: unknown) {
    super('Internal error', { cause });
  }
}

const fromStatus = (status: number, cause: unknown): Problem => {
  if (status === 401) return new Unauthorized(cause);
  if (status === 403) return new Forbidden();
  if (status === 404) return new NotFound();
  if (status === 413) return new TooLarge();
  if (status === 415) return new UnsupportedMediaType();
  if (status === 429) return new TooManyRequests(1);
  if (status === 503) return new ServiceUnavailable(5, cause);
  return status >= 400 && status < 500 ? new MalformedBody(cause) : new InternalError(cause);
};

/** Whatever was thrown as a problem: ours as it is, the framework's by its status, the rest as unforeseen. */
export function translateFault(fault: unknown): Problem {
  if (fault instanceof Problem) return fault;
  if (fault instanceof HttpException) return fromStatus(fault.getStatus(), fault);
  // Before the database: a caller that hangs up within its body leaves an ECONNRESET, too, with a status.
  const { statusCode } = (fault ?? {}) as { statusCode?: unknown };
  if (typeof statusCode === 'number') return fromStatus(statusCode, fault);
  return isDatabaseAway(fault) ? new ServiceUnavailable(5, fault) : new InternalError(fault);
}
