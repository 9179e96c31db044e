import { engines } from '../harness/engines.js';
import { fleets, forgetLimits, Replicas } from '../harness/replicas.js';
import { startService, type Served } from '../harness/service.js';
import {
  kinds,
  liveCredentials,
  places,
  withCredential,
  type Credentials,
  type Kind,
  type Place,
} from './credentials.js';
import { bareOf, locks, opens, openToAll, refusal, routes, type Route } from './locks.js';

const guarded = routes.filter(({ scheme }) => scheme !== 'public');
const locked = routes.filter(({ id }) => id in locks);
const cells = kinds.flatMap((kind) => places.map((place) => [kind, place] as const));
type Cell = (typeof cells)[number];

/** Not tried in bulk: the first ends what the others are tried with; a link sent back is answered alike, right or wrong (R15). */
const isApart = (route: Route, [kind, place]: Cell): boolean =>
  (opens(route, kind, place) && (route.id.startsWith('logout') || route.scheme === 'public')) ||
  (route.id === 'resendSignup' && kind === 'signup link code');

const houses = [
  ...engines.map((engine) => ({ house: engine, start: () => startService(engine) })),
  ...fleets
    .filter(({ processes }) => processes > 1)
    .map(({ engine, processes }) => ({
      house: `${engine} by ${processes} processes`,
      start: () => Replicas.start(engine, processes),
    })),
];

describe.each(houses)('Every credential in every place of every route on $house', ({ start }) => {
  let service: Served;
  let live: Credentials;
  beforeAll(async () => {
    service = await start();
    live = await liveCredentials(service);
  }, 240_000);
  afterAll(() => service.stop());

  async function show(route: Route, kind: Kind, place: Place, of = live): Promise<number | null> {
    const call = withCredential(bareOf(route, of), place, of.texts[kind], of.username);
    return call && (await service.http.call(route.method, call.path, call.body, call.options)).status;
  }

  /** The answers that no document foresees. */
  async function surprises(route: Route): Promise<string[]> {
    const found: string[] = [];
    for (const cell of cells.filter((each) => !isApart(route, each))) {
      const status = (await show(route, ...cell)) ?? refusal(route, cell[1]);
      // A request that is let in without what it asks for is a 400, so nothing is changed here.
      const isRefused = status === refusal(route, cell[1]) || (route.scheme === 'public' && status === 400);
      if (isRefused === opens(route, ...cell)) found.push(`${cell.join(' as ')}: ${status}`);
    }
    return found;
  }

  it('is tried: each public route has its lock or is open to all', () => {
    const open = routes.filter(({ scheme }) => scheme === 'public').map(({ id }) => id);
    expect(open.toSorted()).toEqual([...openToAll, ...Object.keys(locks)].toSorted());
  });

  it.each(guarded)('$id lets in those it is documented for, and answers all others 401', async (route) => {
    expect(await surprises({ ...route })).toEqual([]);
  });

  it.each(locked)('$id opens to no credential but its own', async (route) => {
    expect(await surprises(route)).toEqual([]);
  });

  it('was live all along: each opens its own lock at the end', async () => {
    // In the order of the locks: what ends others comes later, and the last two are tried with a signup of their own.
    const tried = Object.keys(locks).flatMap((id) => routes.filter((route) => route.id === id));
    const answers: (readonly [string, number | null])[] = [];
    for (const route of tried) {
      const { kind, place } = locks[route.id] ?? { kind: 'user password', place: 'body' };
      const needsOwn = route.id === 'confirmSignup' || route.id === 'resendSignup';
      const of = needsOwn ? await liveCredentials(service) : live;
      if (needsOwn) await forgetLimits(service);
      answers.push([route.id, await show(route, kind, place, of)]);
    }
    expect(answers).toEqual(Object.keys(locks).map((id) => [id, 200]));
  });

  it.each(routes.filter(({ id }) => id.startsWith('logout')))('$id ends what it was shown', async (route) => {
    const of = await liveCredentials(service);
    expect(await show(route, 'access token', 'Bearer', of)).toBe(200);
    expect(await show(route, 'access token', 'Bearer', of)).toBe(401);
  });
});
