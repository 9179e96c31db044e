import type { FastifyRequest } from 'fastify';
import type { Answer, Refusal } from './refusal.js';

/** How one of the documented systems says no. A new dialect is one class and its routes. */
export interface Dialect {
  /** Whether this dialect answers the request, whose path may be of no route. */
  speaksTo(request: FastifyRequest, path: string): boolean;
  answer(refusal: Refusal, request: FastifyRequest): Answer;
}
