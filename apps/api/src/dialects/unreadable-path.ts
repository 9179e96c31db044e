import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '@app/problems';
import type { HttpSettings } from '@app/settings';
import { standingHeaders } from '../http/headers.js';
import { refuse } from './problem.filter.js';

/**
 * A path that the router cannot read (a bad escape, an over-long parameter) is none of ours. It is refused before any
 * hook or filter runs, so their work is done here.
 */
export function refuseUnreadablePath(settings: HttpSettings) {
  const standing = standingHeaders(settings);
  return (_fault: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers(standing).header('x-request-id', request.id);
    refuse(new NotFound(), request, reply);
  };
}
