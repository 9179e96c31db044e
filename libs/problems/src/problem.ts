import type { ProblemCode } from './catalogue.js';

/**
 * A refusal the caller is told about. It carries a stable dotted code and no HTTP: the edge decides status and text.
 * `cause` is for the log alone and never leaves the service.
 */
export abstract class Problem extends Error {
  abstract readonly code: ProblemCode;

  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = new.target.name;
  }
}
