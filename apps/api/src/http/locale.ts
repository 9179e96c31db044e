import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import Negotiator from 'negotiator';
import type { FastifyRequest } from 'fastify';
import type { Locale } from '@app/settings';

/** The language of messages and pages: by `Accept-Language`, Bahasa Indonesia unless it prefers English. */
export const localeOf = ({ headers }: Pick<FastifyRequest, 'headers'>): Locale => {
  if (headers['accept-language'] === undefined) return 'id';
  return new Negotiator({ headers }).language(['id', 'en']) === 'en' ? 'en' : 'id';
};

/** `localeOf` the request as a parameter. */
export const RequestLocale = createParamDecorator((_: unknown, context: ExecutionContext): Locale =>
  localeOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
