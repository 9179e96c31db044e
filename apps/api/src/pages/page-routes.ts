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

/** Those among them that answer JSON, too, when they are opened (GET) by a program that asks for it. */
const jsonPaths: ReadonlySet<string> = new Set(['/signup/confirm']);

type Asking = Pick<FastifyRequest, 'headers'>;

/** Whether `Accept` ranks HTML above JSON, as browsers do; wildcards do not. */
export const prefersHtml = ({ headers }: Asking): boolean =>
  headers.accept?.includes('html') === true &&
  new Negotiator({ headers }).mediaTypes(['application/json', 'text/html'])[0] === 'text/html';

/** Whether `Accept` names JSON, and HTML not above it; wildcards do not. */
export const prefersJson = (request: Asking): boolean =>
  request.headers.accept?.includes('json') === true && !prefersHtml(request);

/** Whether a person sees a refusal: in a browser, and by opening (GET) a page in any other way than as a program. */
export function isForPeople(request: FastifyRequest): boolean {
  const path = request.routeOptions.url ?? '';
  if (!pagePaths.has(path)) return false;
  if (prefersHtml(request)) return true;
  return request.method === 'GET' && !(jsonPaths.has(path) && prefersJson(request));
}
