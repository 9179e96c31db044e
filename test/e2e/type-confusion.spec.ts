import { demo, type CallOptions } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { signedIn, somebody } from './people.js';
import { rowCounts } from './row-counts.js';

const basic = { basic: demo };
const person = somebody();
const phoneText = 'The phone number format is invalid. Please use the format: 628XXXXXXXXX';
const formats: Readonly<Record<string, string>> = {
  username: "Property 'username' must be 1 to 64 characters",
  password: "Property 'password' must be 6 to 128 characters",
  first_name: "Property 'first_name' must be 1 to 100 characters",
  last_name: "Property 'last_name' must be 1 to 100 characters",
  email: 'Invalid email format',
  mode: "Property 'mode' must be one of: LINK, OTP",
  platform: "Property 'platform' must be one of: ONMART, ONMARKET, OSAS, ONAPPS",
};

/** A route: its good body, and what its properties say to the empty string. */
interface Route {
  readonly body: Readonly<Record<string, unknown>>;
  readonly options?: CallOptions;
  readonly optional?: readonly string[];
  readonly empty: Readonly<Record<string, string>>;
}
const routes: Readonly<Record<string, Route>> = {
  '/internal/register': {
    body: { ...person },
    options: basic,
    empty: { ...formats, phone_number: 'Invalid phone number format' },
  },
  '/signup': {
    body: { ...person, mode: 'LINK', platform: 'OSAS' },
    options: basic,
    optional: ['mode', 'phone_number', 'platform'],
    empty: { ...formats, phone_number: phoneText },
  },
  '/auth': {
    body: { username: 'nobody', password: 'nothing', options: { nativeApp: true } },
    optional: ['options'],
    empty: {
      username: 'Invalid username or password',
      password: 'Invalid username or password',
      options: "Property 'options' must be object",
    },
  },
  '/signup/verify': {
    body: { token: 'none', otp: '000000' },
    empty: { token: 'Invalid or expired code', otp: 'Invalid or expired code' },
  },
  '/signup/resend': { body: { token: 'none' }, empty: { token: 'Invalid or expired code' } },
  '/signup/confirm': { body: { code: 'none' }, empty: { code: 'Invalid or expired code' } },
  '/signup/status': { body: { token: 'none' }, empty: { token: 'Invalid or expired code' } },
  '/check/email': { body: { email: 'value' }, empty: { email: 'Email is not registered' } },
  '/check/username': { body: { username: 'value' }, empty: { username: 'Username is not registered' } },
  '/check/phone': {
    body: { phone_number: '62123456789' },
    options: basic,
    empty: { phone_number: 'Invalid phone number format' },
  },
};

/** JSON texts of values that are no string. */
const illTyped: Readonly<Record<string, string>> = {
  true: 'true',
  'a number': '7',
  'a number no double holds': '1e400',
  'an integer no double holds': '9007199254740993',
  'an array': '["a@b.co"]',
  'an object': '{"toString":"a@b.co"}',
};
const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;

const fields = Object.entries(routes).flatMap(([path, { body }]) =>
  Object.keys(body).map((property) => [path, property] as const),
);

describe.each(engines)('Type confusion on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const replace = async (path: string, property: string, json: string) => {
    const { body, options } = routes[path] as Route;
    // Put in as text: JSON.stringify would not write what this test wants to send.
    const text = JSON.stringify({ ...body, [property]: '<here>' }).replace('"<here>"', json);
    const reply = await service.http.post(path, text, options);
    return [reply.status, reply.body['message']];
  };

  it.each(fields)(
    '%s refuses every ill-typed %s in the documented words, and stores nothing',
    async (path, property) => {
      const before = await rowCounts(service);
      const type = property === 'options' ? 'object' : 'string';
      const message = `Property '${property}' must be ${type}`;
      for (const [name, json] of Object.entries(illTyped)) {
        if (type === 'object' && name === 'an object') continue;
        expect([name, ...(await replace(path, property, json))]).toEqual([name, 400, message]);
      }
      expect(await replace(path, property, deep)).toEqual([400, 'Malformed request body']);
      expect(await rowCounts(service)).toEqual(before);
    },
  );

  it.each(fields)('%s takes a null %s for an absent one', async (path, property) => {
    const { optional = [] } = routes[path] as Route;
    const [status, message] = await replace(path, property, 'null');
    const isRefused = new RegExp(`^400 Must have required property '${property}'$`);
    const isIgnored = /^\d+ (?!Property|Must|Malformed)/;
    expect(`${status} ${message}`).toMatch(optional.includes(property) ? isIgnored : isRefused);
    service.clock.advance(service.settings.signup.resendCooldown);
  });

  it.each(fields)('%s takes an empty %s for a present one', async (path, property) => {
    const { empty } = routes[path] as Route;
    const before = await rowCounts(service);
    expect((await replace(path, property, '""'))[1]).toBe(empty[property]);
    expect(await rowCounts(service)).toEqual(before);
  });

  it.each(['null', '"true"', '1', '0', '""', '[]', '{}', '[true]'])(
    '/auth refuses %s as nativeApp: a boolean is never coerced',
    async (json) => {
      const message =
        json === 'null' ? "Must have required property 'nativeApp'" : "Property 'nativeApp' must be boolean";
      expect(await replace('/auth', 'options', `{"nativeApp":${json}}`)).toEqual([400, message]);
    },
  );

  it.each(['date_of_birth', 'gender', 'phone_number'])(
    'the profile form refuses every ill-typed %s',
    async (property) => {
      const bearer = await signedIn(service);
      const good = { date_of_birth: '1996-10-18', gender: 'Perempuan', phone_number: '62123456789' };
      for (const json of [...Object.values(illTyped), deep, 'null', '""']) {
        const form = new FormData();
        form.set(
          'basic_profile',
          JSON.stringify({ ...good, [property]: '<here>' }).replace('"<here>"', json),
        );
        const { status } = await service.http.post('/update-basic-profile', form, { bearer });
        expect([json.slice(0, 20), status]).toEqual([json.slice(0, 20), 400]);
      }
      const { body } = await service.http.get('/profile', { bearer });
      expect(body['profile']).toMatchObject({ date_of_birth: null, gender: null });
    },
  );
});
