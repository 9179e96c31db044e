import { Problem } from '@app/problems';

/** The path exists, the method does not. */
export class MethodNotAllowed extends Problem {
  readonly code = 'request.method_not_allowed';
  /** @param allow the value of the `Allow` header (RFC 9110 15.5.6) */
  constructor(readonly allow: string) {
    super('Method not allowed');
  }
}

/** The body is of a type that the route does not read. */
export class UnsupportedMediaType extends Problem {
  readonly code = 'request.unsupported_media_type';
  constructor() {
    super('Unsupported media type');
  }
}

/** The body, or a part of it, is larger than the route reads. */
export class TooLarge extends Problem {
  readonly code = 'request.too_large';
  constructor() {
    super('Payload too large');
  }
}
