import { User } from '@app/users';
import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';
import { registered, somebody } from './people.js';
import { digitsSent, otherDigits, pendingSignup, verify } from './signups.js';

const created = [200, { status: true, message: 'Account has been created' }];
const rejected = [400, { message: 'Invalid or expired code' }];

describe.each(engines)('A signup on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const prove = async (token: string, otp: string) => {
    const { status, body } = await verify(service, token, otp);
    return [status, body];
  };
  const state = async (token: string) => (await service.http.post('/signup/status', { token })).body['state'];
  const signInStatus = async ({ username, password }: { username: string; password: string }) =>
    (await service.http.post('/auth', { username, password })).status;
  const account = (username: string) => service.database.getRepository(User).findOneBy({ username });

  it('takes the document’s sample and says where to look', async () => {
    const { status, body } = await service.http.post('/signup', samples.signup, { basic: demo });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['status', 'message', 'token', 'exp', 'exp_otp']);
    expect(body).toMatchObject({
      status: true,
      message: 'Please check your phone to complete registration',
      exp_otp: 600,
    });
  });

  it.each([
    ['OTP', 'sms', { phoneVerified: true, emailVerified: false }],
    ['LINK', 'mail', { phoneVerified: false, emailVerified: true }],
  ] as const)(
    'by %s becomes an account with the digits of its %s, and not before',
    async (mode, channel, proof) => {
      const { person, token, digits } = await pendingSignup(service, {}, mode);
      const to = channel === 'sms' ? person.phone_number : person.email;
      expect(await service.mailbox(to)).toMatchObject([{ channel, to }]);
      expect(await account(person.username)).toBeNull();
      expect(await signInStatus(person)).toBe(401);
      expect(await state(token)).toBe('pending');

      expect(await prove(token, digits)).toEqual(created);
      expect(await state(token)).toBe('verified');
      expect(await signInStatus(person)).toBe(200);
      const user = await account(person.username);
      expect({
        phoneVerified: user?.phoneVerifiedAt !== null,
        emailVerified: user?.emailVerifiedAt !== null,
      }).toEqual(proof);
      expect(user).toMatchObject({
        email: person.email,
        phoneNumber: person.phone_number,
        firstName: 'Siti',
      });
    },
  );

  it('without a mode goes by link, and without a phone number has none', async () => {
    const { phone_number: _none, ...person } = somebody();
    const { body } = await service.http.post('/signup', person, { basic: demo });
    expect(body).toMatchObject({
      message: 'Please check your email to complete registration',
      exp_otp: 18_000,
    });
    const digits = await digitsSent(service, { ...person, phone_number: '' }, 'LINK');
    expect(await prove(String(body['token']), digits)).toEqual(created);
    expect(await account(person.username)).toMatchObject({ phoneNumber: null });
  });

  it('opens no other signup: digits and token belong together', async () => {
    const [one, other] = [await pendingSignup(service), await pendingSignup(service)];
    if (one.digits === other.digits) return;
    expect(await prove(one.token, other.digits)).toEqual(rejected);
    expect(await prove(other.token, one.digits)).toEqual(rejected);
    expect(await prove(one.token, one.digits)).toEqual(created);
  });

  it('reserves no name: of two for one username the first to prove it wins', async () => {
    const { username } = somebody();
    const first = await pendingSignup(service, { username, password: 'of the first' });
    const second = await pendingSignup(service, {
      username: username.toUpperCase(),
      password: 'of the second',
    });
    expect(await prove(second.token, second.digits)).toEqual(created);
    expect(await prove(first.token, first.digits)).toEqual([400, { message: 'Username already exist' }]);
    expect(await signInStatus({ username, password: 'of the first' })).toBe(401);
    expect(await signInStatus({ username, password: 'of the second' })).toBe(200);
  });

  it.each([
    ['username', 'Username already exist'],
    ['email', 'Email already exist'],
    ['phone_number', 'Phone number already exist'],
  ] as const)(
    'whose %s was taken meanwhile says so, and keeps its digits usable',
    async (property, message) => {
      const { person, token, digits } = await pendingSignup(service);
      const faster = await registered(service, { [property]: person[property] });
      expect(await prove(token, digits)).toEqual([400, { message }]);
      expect(await state(token)).toBe('pending');
      await service.database.getRepository(User).delete({ username: faster.username });
      expect(await prove(token, digits)).toEqual(created);
    },
  );

  it('leaves no password, no digits, no token and no secret in the log', async () => {
    const { person, token, digits } = await pendingSignup(service, { password: 'canary in the coal mine' });
    await prove(token, otherDigits(digits));
    await prove(token, digits);
    await signInStatus(person);
    const written = service.logs.text;
    expect(written).toContain('"path":"/signup/verify"');
    const secrets = ['canary', token, token.slice(-20), 'demo-secret', Buffer.from(demo).toString('base64')];
    for (const secret of secrets) expect(written).not.toContain(secret);
    expect(written).not.toMatch(new RegExp(`(?<!\\d)${digits}(?!\\d)`));
  });
});
