import type { Dialect } from './dialect.js';
import type { Answer, Refusal } from './refusal.js';

/** Seeds 000, 001, 002 and all routes of our own: `{"message": "…"}`. */
export class UsapiDialect implements Dialect {
  answer({ problem, path }: Refusal): Answer {
    // Seed 002 documents this text for an unforeseen fault on this one route.
    const isProfileFault = problem.code === 'service.internal_error' && path === '/update-basic-profile';
    return {
      type: 'application/json; charset=utf-8',
      body: { message: isProfileFault ? 'Error on update profile.' : problem.message },
    };
  }
}
