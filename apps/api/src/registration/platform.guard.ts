import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { platforms, type Partner } from '@app/partners';
import { Forbidden } from '@app/problems';

/** Partners sign people up for the platforms they serve. Looked at before the rest of the body (CONTRACT 1, Order of checks). */
@Injectable()
export class PlatformGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body, user } = context.switchToHttp().getRequest<FastifyRequest & { user: Partner }>();
    const platform = (body as { platform?: unknown } | undefined)?.platform;
    const isKnown = (platforms as readonly unknown[]).includes(platform);
    if (isKnown && !user.serves(String(platform))) throw new Forbidden();
    return true;
  }
}
