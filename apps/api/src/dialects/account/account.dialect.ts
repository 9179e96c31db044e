import type { FastifyRequest } from 'fastify';
import type { ProblemCode } from '@app/problems';
import type { Failure } from '../../input/failure.js';
import { ValidationFailed } from '../../input/validation-failed.js';
import type { Dialect } from '../dialect.js';
import type { Answer, Refusal } from '../refusal.js';
import { fieldFault, type FieldFault } from './field-fault.js';

/** Texts that this system has words of its own for. */
const known: Partial<Record<ProblemCode, string>> = {
  'identity.username_taken': 'Account already exists',
  'identity.email_taken': 'Email already exists',
};

/** Problems of single fields that are found only after the form is read. */
const fieldOf: Partial<Record<ProblemCode, string>> = {
  'identity.invalid_username': 'account',
  'identity.invalid_email': 'email',
  'passwords.refused': 'password',
};

/** Seed 004, as FastAPI says no: 422 with a list for what is wrong with fields, `{"detail"}` for the rest. */
export class AccountDialect implements Dialect {
  speaksTo(_request: FastifyRequest, path: string): boolean {
    return path.startsWith('/api/v1/auth/');
  }

  answer({ problem, status }: Refusal): Answer {
    const type = 'application/json; charset=utf-8';
    const field = fieldOf[problem.code];
    if (problem instanceof ValidationFailed) {
      return { status: 422, type, body: { detail: firstOfEach(problem.failures).map(fieldFault) } };
    }
    if (field === undefined)
      return { status, type, body: { detail: known[problem.code] ?? problem.message } };
    const fault: FieldFault = {
      type: 'value_error',
      loc: ['body', field],
      msg: problem.message,
      input: null,
    };
    return { status: 422, type, body: { detail: [fault] } };
  }
}

/** One fault a field: the one that comes first. */
const firstOfEach = (failures: readonly Failure[]): Failure[] =>
  [...new Map(failures.toReversed().map((failure) => [failure.property, failure])).values()].toReversed();
