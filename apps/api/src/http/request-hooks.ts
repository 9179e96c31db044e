import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NotFound } from '@app/problems';
import type { HttpSettings } from '@app/settings';
import { MalformedBody } from '../input/validation-failed.js';
import { standingHeaders } from './headers.js';
import { MethodNotAllowed } from './http-problems.js';
import { needsBody, readsMultipart, refuseUnreadType, withFormFlags } from './media-types.js';
import type { RoutePaths } from './route-paths.js';

/** The path alone: a query may hold a link's code, which belongs in no log. */
export const pathOf = (request: FastifyRequest): string => request.url.split(/[?#]/, 1)[0] ?? '';

/** 404, 405 and 415 come before any body is read (CONTRACT 1, Order of checks). */
export function addRequestHooks(instance: FastifyInstance, paths: RoutePaths, settings: HttpSettings): void {
  const standing = standingHeaders(settings);

  instance.addHook('onRequest', (request, reply, done) => {
    reply.headers(standing).header('x-request-id', request.id);
    if (request.is404) {
      const allow = paths.allowed(pathOf(request));
      return done(allow === null ? new NotFound() : new MethodNotAllowed(allow));
    }
    try {
      refuseUnreadType(request);
    } catch (problem) {
      return done(problem as Error);
    }
    return done();
  });

  instance.addHook('preValidation', (request, _reply, done) => {
    const isMissing = needsBody(request) && request.body === undefined && !readsMultipart(request);
    request.body = withFormFlags(request);
    done(isMissing ? new MalformedBody('no body') : undefined);
  });

  instance.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        path: pathOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    done();
  });
}
