import { rowCounts } from '../e2e/row-counts.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { Owner } from './owner.js';

/** A route of people with accounts: its good body; all but `public` need a signed-in person. */
interface Route {
  readonly body: Readonly<Record<string, string>>;
  readonly public?: boolean;
  readonly optional?: boolean;
}
const password = 'as typed, not a word more';
const routes: Readonly<Record<string, Route>> = {
  'POST /auth/refresh': { body: { refresh_token: 'none' }, public: true },
  'POST /auth/logout': { body: { refresh_token: 'none' }, optional: true },
  'POST /password/forgot': { body: { email: 'nobody@example.net' }, public: true },
  'POST /password/reset': { body: { code: 'none', password: 'a wholly different one' }, public: true },
  'POST /password/change': { body: { current_password: password, new_password: 'a wholly different one' } },
  'POST /profile/email': { body: { email: 'somebody.else@example.net', password } },
  'POST /profile/phone': { body: { phone_number: '628111222333', password } },
  'POST /profile/email/confirm': { body: { otp: '000000' } },
  'POST /profile/phone/confirm': { body: { otp: '000000' } },
  'POST /profile/email/undo': { body: { code: 'none' }, public: true },
  'DELETE /profile': { body: { password } },
};
const illTyped = ['true', '7', '1e400', '9007199254740993', '["text"]', '{"toString":"text"}'];
const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
const fields = Object.entries(routes).flatMap(([route, { body }]) =>
  Object.keys(body).map((property) => [route, property] as const),
);

describe.each(engines)('Type confusion of people with accounts on %s', (engine) => {
  let service: Service;
  let owner: Owner;
  beforeAll(async () => {
    service = await startService(engine);
    owner = await Owner.join(service);
  });
  afterAll(() => service.stop());

  async function replace(route: string, property: string, json: string): Promise<string> {
    const { body, public: isOpen } = routes[route] as Route;
    const [method = '', path = ''] = route.split(' ');
    // Put in as text: JSON.stringify would not write what this test wants to send.
    const text = JSON.stringify({ ...body, [property]: '<here>' }).replace('"<here>"', json);
    const reply = await service.http.call(method, path, text, isOpen ? {} : { bearer: owner.bearer });
    return `${reply.status} ${String(reply.body['message'])}`;
  }

  it.each(fields)('%s refuses every ill-typed %s, and stores nothing', async (route, property) => {
    const before = await rowCounts(service);
    for (const json of illTyped)
      expect([json, await replace(route, property, json)]).toEqual([
        json,
        `400 Property '${property}' must be string`,
      ]);
    expect(await replace(route, property, deep)).toBe('400 Malformed request body');
    expect(await rowCounts(service)).toEqual(before);
    expect(await owner.isSignedIn()).toBe(true);
  });

  it.each(fields.filter(([route]) => routes[route]?.optional !== true))(
    '%s takes a null %s for an absent one',
    async (route, property) => {
      expect(await replace(route, property, 'null')).toBe(`400 Must have required property '${property}'`);
    },
  );
});
