import type { FastifyRequest } from 'fastify';
import type { ProblemCode } from '@app/problems';
import { ValidationFailed } from '../../input/validation-failed.js';
import type { Dialect } from '../dialect.js';
import type { Answer, Refusal } from '../refusal.js';
import { fieldFaults } from './field-faults.js';

/** Texts that this system has words of its own for. */
const known: Readonly<Partial<Record<ProblemCode, string>>> = {
  'identity.username_taken': 'Account already exists',
  'identity.email_taken': 'Email already exists',
};

/** Seed 004, as FastAPI says no: 422 with a list for what is wrong with fields, `{"detail"}` for the rest. */
export class AccountDialect implements Dialect {
  readonly statuses = { 'request.invalid': 422 };

  answer({ problem }: Refusal, { body }: FastifyRequest): Answer {
    const detail =
      problem instanceof ValidationFailed
        ? fieldFaults(problem.failures, (body ?? {}) as Record<string, unknown>)
        : (known[problem.code] ?? problem.message);
    return { type: 'application/json; charset=utf-8', body: { detail } };
  }
}
