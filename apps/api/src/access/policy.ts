import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiOperation, ApiSecurity } from '@nestjs/swagger';
import type { PartnerScope } from '@app/partners';

/** Who may call a route. Without a policy of its own a route is a signed-in person's. */
export type AccessPolicy =
  | { readonly scheme: 'public' }
  | { readonly scheme: 'bearer-or-refresh-token' }
  | { readonly scheme: 'basic'; readonly scope: PartnerScope };

export const accessPolicyKey = 'usapi:access-policy';

const policy = (value: AccessPolicy) => SetMetadata(accessPolicyKey, value);

/** Opens a route to everyone. */
export const Public = () =>
  // `summary: undefined` keeps the route's own: without it this decorator would blank it.
  applyDecorators(policy({ scheme: 'public' }), ApiOperation({ security: [], summary: undefined }));

/** Gives a route to signed-in people, and to whoever sends a `refresh_token` in the body. */
export const BearerOrRefreshToken = () =>
  applyDecorators(
    policy({ scheme: 'bearer-or-refresh-token' }),
    // Or none: the body says who asks.
    ApiOperation({ security: [{ bearer: [] }, {}], summary: undefined }),
  );

/** Gives a route to partners whose Basic credentials have `scope`. */
export const BasicAuth = (scope: PartnerScope) =>
  applyDecorators(policy({ scheme: 'basic', scope }), ApiSecurity('basic'));
