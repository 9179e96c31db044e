import { demo, type CallOptions } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { scopeless } from './partners.js';
import { registered, somebody } from './people.js';

/** One repair after the other: each removes the fault that the answer before it named. */
interface Step {
  readonly says: string;
  readonly repair: object;
}
const basic = { basic: demo };
const xml = { headers: { 'content-type': 'text/xml' } };
const missing = (property: string): string => `Must have required property '${property}'`;
const notString = (property: string): string => `Property '${property}' must be string`;
const phoneOf: Readonly<Record<string, string>> = {
  '/signup': 'The phone number format is invalid. Please use the format: 628XXXXXXXXX',
  '/internal/register': 'Invalid phone number format',
};

/** In the order of each seed's own table. */
const tables: Readonly<Record<string, readonly string[]>> = {
  '/signup': ['username', 'password', 'email', 'first_name', 'last_name', 'phone_number'],
  '/internal/register': ['username', 'password', 'first_name', 'last_name', 'phone_number', 'email'],
};

/** Ill-formed in every way that comes after the types. */
const illFormed = {
  username: '',
  password: 'short',
  email: 'value',
  first_name: '',
  last_name: '',
  phone_number: '0812',
};

const enums: readonly Step[] = [
  { says: "Property 'mode' must be one of: LINK, OTP", repair: { mode: 'OTP' } },
  {
    says: "Property 'platform' must be one of: ONMART, ONMARKET, OSAS, ONAPPS",
    repair: { platform: 'OSAS' },
  },
];
const length = (property: string, most: number): string =>
  `Property '${property}' must be 1 to ${most} characters`;
const refusals = (steps: readonly Step[]): unknown[] => steps.map(({ says }) => [400, says]);

describe.each(engines)('The order of checks on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
    await scopeless.enrol(service);
  });
  afterAll(() => service.stop());

  const answer = async (method: string, path: string, body?: unknown, options?: CallOptions) => {
    const reply = await service.http.call(method, path, body, options);
    return [reply.status, (reply.body as { message?: string } | undefined)?.message];
  };

  /** What each step is answered; `body` is repaired on the way. */
  const climb = async (path: string, body: object, steps: readonly Step[]) => {
    const answers: unknown[] = [];
    for (const { repair } of steps) {
      answers.push(await answer('POST', path, body, basic));
      Object.assign(body, repair);
    }
    return answers;
  };

  describe.each(['/signup', '/internal/register'])('of %s', (path) => {
    const table = tables[path] ?? [];
    const isSignup = path === '/signup';

    it('is: path, method, type, size, syntax, credentials, scope', async () => {
      const huge = '['.repeat(100_001);
      expect(await answer('POST', `${path}/no`, huge, xml)).toEqual([404, 'Not found']);
      expect(await answer('PUT', path, huge, xml)).toEqual([405, 'Method not allowed']);
      expect(await answer('POST', path, huge, xml)).toEqual([415, 'Unsupported media type']);
      expect(await answer('POST', path, huge)).toEqual([413, 'Payload too large']);
      expect(await answer('POST', path, '[')).toEqual([400, 'Malformed request body']);
      expect(await answer('POST', path, {})).toEqual([401, 'Unauthorized']);
      const poor = { basic: scopeless.basic };
      expect(await answer('POST', path, {}, poor)).toEqual([403, 'Forbidden']);
      expect(await answer('POST', path, {}, basic)).toEqual([400, missing('username')]);
    });

    it('names what is missing first, in the order of the document’s table, then ill-typed ones', async () => {
      const body = isSignup ? { mode: 'OTP', platform: 1 } : {};
      const absent = table.map((property) => ({ says: missing(property), repair: { [property]: 1 } }));
      const illTyped = [...table, ...(isSignup ? ['platform'] : [])].map((property) => ({
        says: notString(property),
        repair: { [property]: 'text' },
      }));
      const steps = [...absent, ...illTyped];
      expect(await climb(path, body, steps)).toEqual(refusals(steps));
    });

    it('looks at forms in the order e-mail, phone, enum, length, password, then at duplicates', async () => {
      const { username, phone_number, email } = await registered(service);
      const fresh = somebody();
      const body = { ...illFormed, ...(isSignup && { mode: 'SMS', platform: 'ON' }) };
      const steps: Step[] = [
        { says: 'Invalid email format', repair: { email } },
        { says: phoneOf[path] ?? '', repair: { phone_number } },
        ...(isSignup ? enums : []),
        { says: length('username', 64), repair: { username } },
        { says: length('first_name', 100), repair: { first_name: 'A' } },
        { says: length('last_name', 100), repair: { last_name: 'B' } },
        { says: "Property 'password' must be 6 to 128 characters", repair: { password: 'abc123' } },
        { says: 'Phone number already exist', repair: { phone_number: fresh.phone_number } },
        { says: 'Username already exist', repair: { username: fresh.username } },
        { says: 'Email already exist', repair: { email: fresh.email } },
      ];
      expect(await climb(path, body, steps)).toEqual(refusals(steps));
      expect((await answer('POST', path, body, basic))[0]).toBe(200);
    });
  });
});
