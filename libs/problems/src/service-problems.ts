import { Problem } from './problem.js';

/** The thing asked for does not exist, or is not the caller's to see. */
export class NotFound extends Problem {
  readonly code = 'request.not_found';
  constructor() {
    super('Not found');
  }
}

/** No access credentials, or none that hold. */
export class Unauthorized extends Problem {
  readonly code = 'request.unauthorized';
  constructor(cause?: unknown) {
    super('Unauthorized', { cause });
  }
}

/** Known, but not allowed: a partner without the scope or the platform. */
export class Forbidden extends Problem {
  readonly code = 'request.forbidden';
  constructor() {
    super('Forbidden');
  }
}

/** A budget or a cooldown is used up. */
export class TooManyRequests extends Problem {
  readonly code = 'request.too_many';
  /**
   * @param retryAfter whole seconds until the next attempt can succeed, at least 1
   * @param budget what is used up: `most` in `window` seconds
   */
  constructor(
    readonly retryAfter: number,
    readonly budget?: { readonly name: string; readonly most: number; readonly window: number },
  ) {
    super('Too many requests');
  }
}

/** The service is overloaded, or something it needs is away. */
export class ServiceUnavailable extends Problem {
  readonly code = 'service.unavailable';
  /** @param retryAfter whole seconds after which a new attempt is worth its while */
  constructor(
    readonly retryAfter = 5,
    cause?: unknown,
  ) {
    super('Service unavailable', { cause });
  }
}
