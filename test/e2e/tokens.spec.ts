import { Session } from '@app/tokens';
import { User } from '@app/users';
import type { CallOptions } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { claimsOf, forgeries, headerOf, hs256, signed } from './forged-tokens.js';
import { registered, signedIn, somebody } from './people.js';
import { digitsSent, startSignup } from './signups.js';

const secret = 'the key of this suite, at least 32 bytes long';
const previous = 'the key before that one, as long as it must be';
const env = { JWT_SECRET: secret, JWT_SECRET_PREVIOUS: previous, PUBLIC_URL: 'https://usapi.example' };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const names = Object.keys(forgeries(signed(hs256, {}, secret), secret, new Date(0)));

const header = (authorization: string): CallOptions => ({ headers: { authorization } });

describe.each(engines)('Tokens on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env });
  });
  afterAll(() => service.stop());

  const now = (): number => Math.floor(service.clock.now().getTime() / 1000);
  const profile = (options: CallOptions) => service.http.get('/profile', options);
  const opens = async (bearer: string): Promise<boolean> => (await profile({ bearer })).status === 200;

  it('of a sign-in say what the contract lists, in its order, and nothing else', async () => {
    const { username, password } = await registered(service);
    const { body } = await service.http.post('/auth', { username, password, options: { nativeApp: true } });
    const token = String(body['token']);
    expect(headerOf(token)).toBe('{"alg":"HS256","typ":"JWT"}');
    const claims = claimsOf(token);
    const { uuid: sub } = await service.database.getRepository(User).findOneByOrFail({ username });
    expect(Object.entries(claims)).toEqual([
      ['user', username],
      ['username', username],
      ['agent', null],
      ['native', true],
      ['sub', sub],
      ['sid', expect.stringMatching(uuid)],
      ['jti', expect.stringMatching(uuid)],
      ['iss', 'https://usapi.example'],
      ['aud', 'usapi'],
      ['iat', now()],
      ['exp', now() + 3600],
    ]);
  });

  it.each([
    ['LINK', null],
    ['OTP', 'ONAPPS'],
  ] as const)('of a signup by %s say what the contract lists, in its order', async (mode, platform) => {
    const { password: _password, ...person } = somebody();
    const body = { ...somebody(), ...person, ...(platform && { platform }) };
    const reply = await startSignup(service, body, mode);
    const token = String(reply.body['token']);
    expect(headerOf(token)).toBe('{"alg":"HS256","typ":"JWT"}');
    expect(Object.entries(claimsOf(token))).toEqual([
      ['user', person.username],
      ['username', person.username],
      ['email', person.email],
      ['first_name', person.first_name],
      ['last_name', person.last_name],
      ['phone_number', person.phone_number],
      ['mode', mode],
      ['platform', platform],
      ['jti', expect.stringMatching(uuid)],
      ['iss', 'https://usapi.example'],
      ['aud', 'signup'],
      ['iat', now()],
      ['exp', now() + 1800],
    ]);
    expect(reply.body).toMatchObject({ exp: now() + 1800, exp_otp: mode === 'LINK' ? 18_000 : 600 });
  });

  it('and answers hold no password, no code and nothing to compute them from', async () => {
    const person = somebody({ password: 'canary-password' });
    const started = await startSignup(service, person);
    const digits = await digitsSent(service, person);
    const said = `${started.text} ${JSON.stringify(claimsOf(String(started.body['token'])))}`;
    const withoutNumbers = said.replaceAll(person.phone_number, '').replaceAll(/\b\d{10}\b/g, '');
    expect(withoutNumbers).not.toContain(digits);
    for (const telltale of ['canary', 'pwd', '"otp"', 'hash', '$argon2', '$2b$']) {
      expect(said).not.toContain(telltale);
    }
  });

  it('two sign-ins of one person share nothing but the person', async () => {
    const person = await registered(service);
    const [one, other] = [await signedIn(service, person), await signedIn(service, person)];
    for (const claim of ['jti', 'sid']) expect(claimsOf(one)[claim]).not.toBe(claimsOf(other)[claim]);
    expect(claimsOf(one)['sub']).toBe(claimsOf(other)['sub']);
  });

  describe('that are forged', () => {
    let forged: Readonly<Record<string, string>>;
    beforeAll(async () => {
      const good = await signedIn(service);
      if (!(await opens(good))) throw new Error('The token to forge from opens nothing itself');
      forged = forgeries(good, secret, service.clock.now());
    });

    it.each(names)('with %s open nothing, and all get one answer', async (name) => {
      const reply = await profile({ bearer: forged[name] ?? '' });
      expect([reply.status, reply.text]).toEqual([401, '{"message":"Unauthorized"}']);
      expect(reply.headers['www-authenticate']).toBe('Bearer realm="usapi"');
    });
  });

  it('are read from one Authorization header, of one scheme, and from nowhere else', async () => {
    const token = await signedIn(service);
    expect((await profile(header(`bearer ${token}`))).status).toBe(200);
    const refused: CallOptions[] = [
      header(token),
      header(`Bearer  ${token}`),
      header(`Bearer ${token} Basic ZGVtbzpkZW1vLXNlY3JldA==`),
      header(`Bearer ${token}, Basic ZGVtbzpkZW1vLXNlY3JldA==`),
      header(`Basic ZGVtbzpkZW1vLXNlY3JldA==, Bearer ${token}`),
      header(`Basic ${token}`),
      header(`JWT ${token}`),
      header(`Bearer "${token}"`),
      header(`Bearer ${token},${token}`),
      { headers: { cookie: `token=${token}; access_token=${token}` } },
      { headers: { 'x-access-token': token, 'proxy-authorization': `Bearer ${token}` } },
    ];
    for (const options of refused) expect((await profile(options)).status).toBe(401);
    expect((await service.http.get(`/profile?access_token=${token}&token=${token}`)).status).toBe(401);
  });

  it('of a signup open no profile, and access tokens prove no signup', async () => {
    const started = await startSignup(service, somebody());
    expect(await opens(String(started.body['token']))).toBe(false);
    const token = await signedIn(service);
    for (const path of ['/signup/verify', '/signup/resend', '/signup/status']) {
      const { status } = await service.http.post(path, { token, otp: '000000' });
      expect([path, status]).toEqual([path, 400]);
    }
  });

  it('expire at exp by the service’s own clock', async () => {
    const token = await signedIn(service);
    service.clock.advance(3599);
    expect(await opens(token)).toBe(true);
    service.clock.advance(1);
    expect(await opens(token)).toBe(false);
  });

  it('of the previous key still open, those of a third do not', async () => {
    const claims = claimsOf(await signedIn(service));
    expect(await opens(signed(hs256, claims, previous))).toBe(true);
    expect(await opens(signed(hs256, claims, 'a third key that was retired long ago, with care'))).toBe(
      false,
    );
  });

  it('die at the next request with their session or their account', async () => {
    const { username, password } = await registered(service);
    const both = await Promise.all([1, 2].map(() => service.http.post('/auth', { username, password })));
    const [one = '', other = ''] = both.map(({ body }) => String(body['token']));
    const sessions = service.database.getRepository(Session);
    await sessions.update({ uuid: String(claimsOf(one)['sid']) }, { revokedAt: service.clock.now() });
    expect([await opens(one), await opens(other)]).toEqual([false, true]);

    const users = service.database.getRepository(User);
    await users.update({ username }, { isActive: false });
    expect(await opens(other)).toBe(false);
    await users.update({ username }, { isActive: true });
    expect([await opens(one), await opens(other)]).toEqual([false, true]);
    await users.update({ username }, { deletedAt: service.clock.now() });
    expect(await opens(other)).toBe(false);
  });
});
