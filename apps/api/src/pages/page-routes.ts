import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** Paths that people open in a browser. */
const pagePaths: ReadonlySet<string> = new Set([
  '/signup/confirm',
  '/signup/resend',
  '/password/forgot',
  '/password/reset',
  '/profile/email/undo',
]);

/** Whether the request's route has a page. */
export const isPageRoute = ({ routeOptions }: FastifyRequest): boolean =>
  pagePaths.has(routeOptions.url ?? '');

/** Whether `Accept` ranks HTML above JSON, as browsers do; wildcards do not. */
export const prefersHtml = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers.accept?.includes('html') === true &&
  new Negotiator({ headers }).mediaTypes(['application/json', 'text/html'])[0] === 'text/html';
