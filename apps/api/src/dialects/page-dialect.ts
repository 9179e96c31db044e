import type { FastifyRequest } from 'fastify';
import { localeOf } from '../http/locale.js';
import { isPageRoute, prefersHtml } from '../pages/page-routes.js';
import { pagePolicy } from '../pages/page.js';
import { refusalPage } from '../pages/refusal.page.js';
import type { Dialect } from './dialect.js';
import type { Answer, Refusal } from './refusal.js';

/** For a person in a browser on one of the few routes that are pages. */
export class PageDialect implements Dialect {
  speaksTo(request: FastifyRequest): boolean {
    return isPageRoute(request) && prefersHtml(request);
  }

  answer({ problem, status }: Refusal, request: FastifyRequest): Answer {
    const { code } = (request.body ?? {}) as { code?: unknown };
    const body = refusalPage(localeOf(request), problem.code, typeof code === 'string' ? code : '');
    return {
      status,
      type: 'text/html; charset=utf-8',
      body,
      headers: { 'content-security-policy': pagePolicy },
    };
  }
}
