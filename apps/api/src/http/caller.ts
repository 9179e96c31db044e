import { isIP } from 'node:net';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Locale } from '@app/settings';
import { localeOf } from './locale.js';

/** Where a request comes from, and in which language its caller reads. */
export interface Caller {
  readonly device: string;
  readonly address: string;
  readonly locale: Locale;
}

/** What a trusted proxy forwards may be no address at all; then the caller is the proxy. */
export const addressOf = ({ ip, socket }: FastifyRequest): string =>
  isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;

/** The caller of the request, as a parameter. */
export const RequestCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    device: request.headers['user-agent'] ?? '',
    address: addressOf(request),
    locale: localeOf(request),
  };
});
