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

/** What a trusted proxy forwards may have a port, or be no address at all; then the caller is the proxy. */
export function addressOf({ ip, socket }: FastifyRequest): string {
  const address = ip.replace(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2');
  return isIP(address) === 0 ? (socket.remoteAddress ?? '') : address;
}

/** The caller of the request, as a parameter. */
export const RequestCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    device: request.headers['user-agent'] ?? '',
    address: addressOf(request),
    locale: localeOf(request),
  };
});
