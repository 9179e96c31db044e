import { document } from '../harness/documented.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import {
  kinds,
  liveCredentials,
  places,
  withCredential,
  type Bare,
  type Credentials,
  type Kind,
  type Place,
} from './credentials.js';

/** What opens a public route: the kind, its place, and how everything else is refused. */
interface Lock {
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
const locks: Readonly<Record<string, Lock>> = {
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
const openToAll = [
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

interface Route extends Bare {
  readonly id: string;
  readonly scheme: 'public' | 'basic' | 'bearer';
}
type Secured = { readonly operationId: string; readonly security?: readonly object[] };

const schemeOf = ({ security }: Secured): Route['scheme'] => {
  if (security === undefined) return 'bearer';
  return security.some((option) => 'basic' in option) ? 'basic' : security.length === 0 ? 'public' : 'bearer';
};
const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path: path.replace('{id}', 'some-id').replace('{size}', 'small'),
    scheme: schemeOf(operation),
  })),
);
const guarded = routes.filter(({ scheme }) => scheme !== 'public');
const locked = routes.filter(({ id }) => id in locks);

/** Whether a guarded route is that credential's, there. */
const opens = ({ id, scheme }: Route, kind: Kind, place: Place): boolean => {
  if (scheme === 'basic') return kind === 'partner credentials' && place === 'Basic';
  if (id === 'logout' && kind === 'refresh token') return place === 'body';
  return place === 'Bearer' && (kind === 'access token' || kind === 'api token');
};

const cells = kinds.flatMap((kind) => places.map((place) => [kind, place] as const));

describe.each(engines)('Every credential in every place of every route on %s', (engine) => {
  let service: Service;
  let live: Credentials;
  beforeAll(async () => {
    service = await startService(engine);
    live = await liveCredentials(service);
  });
  afterAll(() => service.stop());

  const show = async (route: Bare, kind: Kind, place: Place, of = live): Promise<number | null> => {
    const call = withCredential(route, place, of.texts[kind], of.username);
    return call && (await service.http.call(route.method, call.path, call.body, call.options)).status;
  };

  it('is tried: each public route has its lock or is open to all', () => {
    const known = [...openToAll, ...Object.keys(locks)].toSorted();
    expect(routes.filter(({ scheme }) => scheme === 'public').map(({ id }) => id).toSorted()).toEqual(known);
  });

  it.each(guarded)('$id lets in those it is documented for, and answers all others 401', async (route) => {
    // Its success ends what the other cells are tried with.
    const ends = route.id.startsWith('logout');
    const answers: string[] = [];
    for (const [kind, place] of cells) {
      if (ends && opens(route, kind, place)) continue;
      const status = await show(route, kind, place);
      if (status !== null && (status === 401) === opens(route, kind, place))
        answers.push(`${kind} as ${place}: ${status}`);
    }
    expect(answers).toEqual([]);
  });

  it.each(locked)('$id opens to no credential but its own', async (route) => {
    const { kind: key, place: hole, refused, body } = locks[route.id] ?? lock('user password', 'body');
    const bare = { ...route, body: body?.(live) };
    const answers: string[] = [];
    for (const [kind, place] of cells) {
      // A wrong `code` is answered like a right one there; the link is a page's own way (R15).
      if ((kind === key && place === hole) || (route.id === 'resendSignup' && kind === 'signup link code')) continue;
      // Without a code it shows the form that asks for one.
      const shown = route.id === 'showPasswordReset' && place !== 'query';
      const status = await show(bare, kind, place);
      if (status !== null && status !== (shown ? 200 : refused) && status !== 400)
        answers.push(`${kind} as ${place}: ${status}`);
    }
    expect(answers).toEqual([]);
  });

  it('was live all along: each opens its own lock at the end', async () => {
    const answers: [string, number | null][] = [];
    for (const [id, { kind, place, body }] of Object.entries(locks)) {
      const route = routes.find((known) => known.id === id);
      // The signup is over once it is verified; the last two are tried with one of their own.
      const of = id === 'confirmSignup' || id === 'resendSignup' ? await liveCredentials(service) : live;
      if (id === 'resendSignup') service.clock.advance(60);
      if (route) answers.push([id, await show({ ...route, body: body?.(of) }, kind, place, of)]);
    }
    expect(answers).toEqual(Object.keys(locks).map((id) => [id, 200]));
    for (const id of ['logout', 'logoutAll']) {
      const of = await liveCredentials(service);
      const route = routes.find((known) => known.id === id);
      if (route) expect(await show(route, 'access token', 'Bearer', of)).toBe(200);
    }
  });
});
