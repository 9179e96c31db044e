import { document } from '../harness/documented.js';
import type { Bare, Credentials, Kind, Place } from './credentials.js';

/** What opens a public route: the kind, its place, and how everything else is refused. */
export interface Lock {
  readonly kind: Kind;
  readonly place: Place;
  readonly refused: number;
  readonly body?: (credentials: Credentials) => Record<string, unknown>;
}
const lock = (kind: Kind, place: Place, refused = 400, body?: Lock['body']): Lock => ({
  kind,
  place,
  refused,
  ...(body && { body }),
});
const newPassword = () => ({ password: 'set by the bearer of a code' });

/** In this order: what ends others comes later. */
export const locks: Readonly<Record<string, Lock>> = {
  signupStatus: lock('signup token', 'body'),
  showSignupConfirmation: lock('signup link code', 'query'),
  showPasswordReset: lock('reset code', 'query'),
  showEmailUndo: lock('undo code', 'query'),
  refreshToken: lock('refresh token', 'body', 401),
  resetPassword: lock('reset code', 'body', 400, newPassword),
  undoEmailChange: lock('undo code', 'body'),
  verifySignup: lock('signup token', 'body', 400, ({ otp }) => ({ otp })),
  confirmSignup: lock('signup link code', 'body'),
  resendSignup: lock('signup token', 'body'),
};

/** No credential of a person or partner matters there. */
export const openToAll = [
  'login',
  'forgotPassword',
  'checkEmail',
  'checkUsername',
  'smsReceipt',
  'jwks',
  'healthLive',
  'healthReady',
  'customerRegister',
  'accountRegister',
];

export interface Route extends Bare {
  readonly id: string;
  readonly scheme: 'public' | 'basic' | 'bearer';
}
type Secured = { readonly operationId: string; readonly security?: readonly object[] };

const schemeOf = ({ security }: Secured): Route['scheme'] => {
  if (security === undefined) return 'bearer';
  return security.some((option) => 'basic' in option) ? 'basic' : security.length === 0 ? 'public' : 'bearer';
};
const routesOf = (path: string, operations: Readonly<Record<string, Secured>>): Route[] =>
  Object.entries(operations).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path: path.replace('{id}', 'some-id').replace('{size}', 'small'),
    scheme: schemeOf(operation),
    body: method === 'post' ? {} : undefined,
  }));

/** Every route of the document. */
export const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  routesOf(path, operations),
);

/** What a route is asked for beside a credential. */
export const bareOf = (route: Route, credentials: Credentials): Bare => ({
  ...route,
  body: locks[route.id]?.body?.(credentials) ?? route.body,
});

/** Whether the document gives the route to that credential, there. */
export function opens({ id, scheme }: Route, kind: Kind, place: Place): boolean {
  const key = locks[id];
  if (key) return kind === key.kind && place === key.place;
  if (scheme === 'basic') return kind === 'partner credentials' && place === 'Basic';
  if (id === 'logout' && kind === 'refresh token') return place === 'body';
  return place === 'Bearer' && (kind === 'access token' || kind === 'api token');
}

/** How a route answers what does not open it. */
export function refusal({ id }: Route, place: Place): number {
  // Without a code it shows the form that asks for one.
  if (id === 'showPasswordReset' && place !== 'query') return 200;
  return locks[id]?.refused ?? 401;
}
