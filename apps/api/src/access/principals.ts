import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Partner } from '@app/partners';
import type { User } from '@app/users';
import type { SignedIn } from './signed-in.js';

/** The person whose token opened the route. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): User =>
    context.switchToHttp().getRequest<{ user: SignedIn }>().user.user,
);

/** The session that opened the route. */
export const CurrentSession = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<{ user: SignedIn }>().user.sessionId,
);

/** The person and the session, where the route may be opened without either. */
export const OptionalSignedIn = createParamDecorator(
  (_: unknown, context: ExecutionContext): SignedIn | undefined =>
    context.switchToHttp().getRequest<{ user?: SignedIn }>().user,
);

/** The partner whose credentials opened the route. */
export const CurrentPartner = createParamDecorator(
  (_: unknown, context: ExecutionContext): Partner =>
    context.switchToHttp().getRequest<{ user: Partner }>().user,
);
