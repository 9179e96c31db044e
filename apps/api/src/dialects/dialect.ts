import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ProblemCode } from '@app/problems';
import type { Answer, Refusal } from './refusal.js';

/** Puts a refusal into words. */
export interface Voice {
  answer(refusal: Refusal, request: FastifyRequest): Answer;
}

/** How one of the documented systems says no. */
export interface Dialect extends Voice {
  /** Problems that have another status there than in the table, whatever form the answer takes. */
  readonly statuses?: Readonly<Partial<Record<ProblemCode, number>>>;
}

/** A form of answer that the caller asks for, whichever system is called. */
export interface Format extends Voice {
  isAskedBy(request: FastifyRequest): boolean;
}

/** A documented system of its own: one folder here, and one line in dialects.ts. */
export interface System {
  /** Everything below this path is the system's, paths of no route included. */
  readonly prefix: string;
  readonly dialect: Dialect;
  readonly routes: Type;
  /** How OpenAPI lists its routes. */
  readonly tag: { readonly name: string; readonly description: string };
}
