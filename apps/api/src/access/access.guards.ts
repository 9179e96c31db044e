import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Partner, PartnerScope } from '@app/partners';
import { Forbidden, Unauthorized } from '@app/problems';
import { ApiTokens, isApiToken } from '@app/tokens';
import { accessPolicyKey, type AccessPolicy } from './policy.js';
import type { SignedIn } from './signed-in.js';

/** Policies by handler: they never change, and reading metadata costs more than the rest of an open guard. */
const policies = new WeakMap<object, { readonly policy: AccessPolicy | undefined }>();

function policyOf(reflector: Reflector, context: ExecutionContext): AccessPolicy | undefined {
  const handler = context.getHandler();
  const known = policies.get(handler);
  if (known) return known.policy;
  const policy = reflector.getAllAndOverride<AccessPolicy | undefined>(accessPolicyKey, [
    handler,
    context.getClass(),
  ]);
  policies.set(handler, { policy });
  return policy;
}

/** Whether the route asks for nobody, for somebody else, or for a refresh token that is there. */
function isOpen(policy: AccessPolicy | undefined, { body }: FastifyRequest): boolean {
  if (policy?.scheme !== 'bearer-or-refresh-token') return policy !== undefined;
  const token = (body as { refresh_token?: unknown } | undefined)?.refresh_token;
  return typeof token === 'string' && token !== '';
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

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const policy = policyOf(this.reflector, context);
    return policy?.scheme === 'basic' ? this.admits(context, policy.scope) : true;
  }

  private async admits(context: ExecutionContext, scope: PartnerScope): Promise<boolean> {
    await super.canActivate(context);
    const { user } = context.switchToHttp().getRequest<{ user: Partner }>();
    if (!user.may(scope)) throw new Forbidden();
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

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: SignedIn }>();
    return isOpen(policyOf(this.reflector, context), request) || this.admits(context, request);
  }

  private async admits(
    context: ExecutionContext,
    request: FastifyRequest & { user?: SignedIn },
  ): Promise<boolean> {
    const token = /^bearer ([0-9a-f]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !isApiToken(token)) return super.canActivate(context) as Promise<boolean>;
    request.user = userOrRefusal(null, (await this.apiTokens.findOwner(token)) ?? false);
    return true;
  }

  override handleRequest<Principal>(fault: unknown, user: Principal | false): Principal {
    return userOrRefusal(fault, user);
  }
}
