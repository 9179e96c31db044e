import type { FastifyRequest } from 'fastify';
import { localeOf } from '../http/locale.js';
import { isForPeople } from '../pages/page-routes.js';
import { pagePolicy } from '../pages/page.js';
import { refusalPage } from '../pages/refusal.page.js';
import type { Format } from './dialect.js';
import type { Answer, Refusal } from './refusal.js';

/** For a person on one of the few routes that are pages. */
export class PageDialect implements Format {
  isAskedBy(request: FastifyRequest): boolean {
    return isForPeople(request);
  }

  answer({ problem }: Refusal, request: FastifyRequest): Answer {
    const { code } = (request.body ?? {}) as { code?: unknown };
    const body = refusalPage(localeOf(request), problem.code, typeof code === 'string' ? code : '');
    return {
      type: 'text/html; charset=utf-8',
      body,
      headers: { 'content-security-policy': pagePolicy },
    };
  }
}
