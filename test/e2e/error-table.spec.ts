import { demo, type CallOptions, type Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { bug, databaseAway, FaultSwitch } from '../harness/fault-switch.js';
import { startService, type Service } from '../harness/service.js';
import { martOnly, scopeless } from './partners.js';
import { registered, signedIn, somebody } from './people.js';
import { profileForm } from './good-calls.js';
import { startSignup } from './signups.js';

const basic = { basic: demo };
const person = somebody();
const without = (property: keyof typeof person): object => ({ ...person, [property]: undefined });
const register = (body: unknown): [string, unknown, CallOptions] => ['/internal/register', body, basic];
const signup = (body: unknown): [string, unknown, CallOptions] => ['/signup', body, basic];

/** Rows of the contract's table that need nothing but the call: status, message, call. */
const rows: readonly [number, string, readonly [string, unknown, CallOptions?]][] = [
  [400, "Must have required property 'email'", ['/check/email', {}]],
  [400, "Must have required property 'email'", ['/check/email', { email: null }]],
  [400, "Must have required property 'last_name'", register(without('last_name'))],
  [400, "Must have required property 'phone_number'", signup({ ...without('phone_number'), mode: 'OTP' })],
  [400, "Property 'email' must be string", ['/check/email', { email: 1 }]],
  [
    400,
    "Property 'nativeApp' must be boolean",
    ['/auth', { username: 'a', password: 'b', options: { nativeApp: 1 } }],
  ],
  [400, 'Invalid email format', register({ ...person, email: 'value' })],
  [400, 'Invalid email format', signup({ ...person, email: 'value' })],
  [400, "Property 'mode' must be one of: LINK, OTP", signup({ ...person, mode: 'link' })],
  [
    400,
    "Property 'platform' must be one of: ONMART, ONMARKET, OSAS, ONAPPS",
    signup({ ...person, platform: 'ON' }),
  ],
  [400, "Property 'first_name' must be 1 to 100 characters", register({ ...person, first_name: '' })],
  [
    400,
    "Property 'last_name' must be 1 to 100 characters",
    signup({ ...person, last_name: 'x'.repeat(101) }),
  ],
  [400, "Property 'username' must be 1 to 64 characters", register({ ...person, username: 'x'.repeat(65) })],
  [
    400,
    "Property 'username' must not contain @ unless it equals email",
    signup({ ...person, username: 'a@b.co' }),
  ],
  [400, "Property 'password' must be 6 to 128 characters", register({ ...person, password: '12345' })],
  [400, "Property 'password' must be 6 to 128 characters", signup({ ...person, password: 'x'.repeat(129) })],
  [400, 'Invalid phone number format', register({ ...person, phone_number: '08123456789' })],
  [400, 'Invalid phone number format', ['/check/phone', { phone_number: '+62812345' }, basic]],
  [
    400,
    'The phone number format is invalid. Please use the format: 628XXXXXXXXX',
    signup({ ...person, phone_number: '0812' }),
  ],
  [400, 'Invalid or expired code', ['/signup/verify', { token: 'none', otp: '000000' }]],
  [400, 'Invalid or expired code', ['/signup/resend', { token: 'none' }]],
  [400, 'Invalid or expired code', ['/signup/status', { token: 'none' }]],
  [400, 'Malformed request body', ['/check/email', '{']],
  [401, 'Unauthorized', ['/internal/register', person, { basic: 'demo:wrong' }]],
  [401, 'Invalid username or password', ['/auth', { username: 'nobody', password: 'nothing' }]],
  [403, 'Forbidden', ['/internal/register', person, { basic: scopeless.basic }]],
  [403, 'Forbidden', ['/internal/register', person, { basic: martOnly.basic }]],
  [403, 'Forbidden', ['/signup', { ...person, platform: 'ONAPPS' }, { basic: martOnly.basic }]],
  [404, 'Not found', ['/signups', person]],
  [405, 'Method not allowed', ['/profile', {}]],
  [413, 'Payload too large', ['/check/email', { email: 'x'.repeat(100_000) }]],
  [415, 'Unsupported media type', ['/check/email', '<a/>', { headers: { 'content-type': 'text/xml' } }]],
];

const said = ({ status, body }: Reply): unknown => [status, body];

describe.each(engines)('The table of errors on %s', (engine) => {
  let service: Service;
  let database: FaultSwitch;
  beforeAll(async () => {
    service = await startService(engine);
    await scopeless.enrol(service);
    await martOnly.enrol(service);
    database = new FaultSwitch(service.app);
  });
  afterAll(() => service.stop());

  it.each(rows)('%d %s', async (status, message, [path, body, options]) => {
    expect(said(await service.http.post(path, body, options))).toEqual([status, { message }]);
  });

  it('names what of an identity is taken', async () => {
    const { username, email, phone_number } = await registered(service);
    const answers = {
      'Phone number already exist': { phone_number },
      'Username already exist': { username },
      'Email already exist': { email },
    };
    for (const [message, taken] of Object.entries(answers)) {
      for (const path of ['/internal/register', '/signup']) {
        const reply = await service.http.post(path, somebody(taken), basic);
        expect(said(reply)).toEqual([400, { message }]);
      }
    }
  });

  it('says what is no picture', async () => {
    const bearer = await signedIn(service);
    const form = await profileForm(false);
    form.set('profile_img', new Blob(['<svg/>'], { type: 'image/jpeg' }), 'image.jpg');
    const reply = await service.http.post('/update-basic-profile', form, { bearer });
    const message = "Property 'profile_img' must be a JPEG, PNG or WebP image of at most 25 megapixels";
    expect(said(reply)).toEqual([400, { message }]);
  });

  it('says 429 within the cooldown of a destination', async () => {
    const me = somebody();
    await startSignup(service, me);
    const again = await startSignup(service, somebody({ phone_number: me.phone_number }));
    expect(said(again)).toEqual([429, { message: 'Too many requests' }]);
  });

  it('says 500 to what nobody foresaw, in the profile route’s own words there', async () => {
    const bearer = await signedIn(service);
    const form = await profileForm();
    await database.during(bug, async () => {
      const check = await service.http.post('/check/email', { email: 'a@b.co' });
      expect(said(check)).toEqual([500, { message: 'Internal error' }]);
      const profile = await service.http.post('/update-basic-profile', form, { bearer });
      expect(said(profile)).toEqual([500, { message: 'Error on update profile.' }]);
    });
  });

  it('says 503 while the database is away, readiness too, and liveness does not mind', async () => {
    await database.during(databaseAway, async () => {
      for (const reply of [
        await service.http.post('/check/email', { email: 'a@b.co' }),
        await service.http.get('/health/ready'),
      ]) {
        expect(said(reply)).toEqual([503, { message: 'Service unavailable' }]);
      }
      expect(said(await service.http.get('/health/live'))).toEqual([200, { status: 'ok' }]);
    });
    expect((await service.http.get('/health/ready')).status).toBe(200);
  });
});

describe.each(engines)('Strict passwords for partners on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: { PARTNER_PASSWORD_POLICY: 'strict' } });
  });
  afterAll(() => service.stop());

  it.each([
    ['/internal/register', 'abc1234', "Property 'password' must be 8 to 128 characters"],
    ['/signup', 'abc1234', "Property 'password' must be 8 to 128 characters"],
    ['/internal/register', 'password1', "Property 'password' is too common"],
    ['/signup', 'qwerty123', "Property 'password' is too common"],
  ])('%s refuses %s', async (path, password, message) => {
    const reply = await service.http.post(path, somebody({ password }), basic);
    expect(said(reply)).toEqual([400, { message }]);
  });

  it('takes the samples of the documents', async () => {
    for (const password of ['test regis 3', 'test20250219000', 'il1kep1es']) {
      const { status } = await service.http.post('/internal/register', somebody({ password }), basic);
      expect([password, status]).toEqual([password, 200]);
    }
  });
});
