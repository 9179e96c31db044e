import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Partner } from '@app/partners';
import { Forbidden, Unauthorized } from '@app/problems';
import { ApiTokens, isApiToken } from '@app/tokens';
import { accessPolicyKey, type AccessPolicy } from './policy.js';
import type { SignedIn } from './signed-in.js';

const policyOf = (reflector: Reflector, context: ExecutionContext): AccessPolicy | undefined =>
  reflector.getAllAndOverride<AccessPolicy | undefined>(accessPolicyKey, [
    context.getHandler(),
    context.getClass(),
  ]);

/** Whether the route asks for nobody, for somebody else, or for a refresh token that is there. */
function isOpen(policy: AccessPolicy | undefined, { body }: FastifyRequest): boolean {
  if (policy?.scheme !== 'bearer-or-refresh-token') return policy !== undefined;
  return typeof (body as { refresh_token?: unknown } | undefined)?.refresh_token === 'string';
}

/** A fault of ours stays one; everything else is a 401. */
const userOrRefusal = <Principal>(fault: unknown, user: Principal | false): Principal => {
  if (fault) throw fault as Error;
  if (!user) throw new Unauthorized();
  return user;
};

/** Lets partners into the routes that `@BasicAuth(scope)` gives them, and minds no other. */
@Injectable()
export class BasicGuard extends AuthGuard('basic') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = policyOf(this.reflector, context);
    if (policy?.scheme !== 'basic') return true;
    await super.canActivate(context);
    const { user } = context.switchToHttp().getRequest<{ user: Partner }>();
    if (!user.may(policy.scope)) throw new Forbidden();
    return true;
  }

  override handleRequest<Principal>(
    fault: unknown,
    user: Principal | false,
    _info: unknown,
    context: ExecutionContext,
  ): Principal {
    if (!fault && !user) {
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      reply.header('www-authenticate', 'Basic realm="usapi", charset="UTF-8"');
    }
    return userOrRefusal(fault, user);
  }
}

/** Closes every route that has no policy of its own to all but signed-in people, by JWT or api token. */
@Injectable()
export class BearerGuard extends AuthGuard('bearer') {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiTokens: ApiTokens,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: SignedIn }>();
    if (isOpen(policyOf(this.reflector, context), request)) return true;
    const token = /^bearer ([0-9a-f]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !isApiToken(token)) return super.canActivate(context) as Promise<boolean>;
    request.user = userOrRefusal(null, (await this.apiTokens.findOwner(token)) ?? false);
    return true;
  }

  override handleRequest<Principal>(fault: unknown, user: Principal | false): Principal {
    return userOrRefusal(fault, user);
  }
}
