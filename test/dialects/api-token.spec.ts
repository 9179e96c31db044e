import { createHash } from 'node:crypto';
import { Session } from '@app/tokens';
import { decidedRoutes } from '../architecture/routes.js';
import { somebody } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { customerToken } from './newcomers.js';

const hour = 3600;
const day = 24 * hour;
const bearerRoutes = decidedRoutes
  .filter(({ access }) => access.startsWith('bearer'))
  .map(({ route }) => route);

const digestOf = (token: string) => createHash('sha256').update(token).digest('base64url');

describe.each(engines)('The api token of a customer on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const sessionOf = (token: string): Promise<Session> =>
    service.database.getRepository(Session).findOneByOrFail({ credentialDigest: digestOf(token) });
  const isIn = async (bearer: string): Promise<boolean> => {
    const { status, headers } = await service.http.get('/profile', { bearer });
    if (status === 401) expect(headers['www-authenticate']).toBe('Bearer realm="usapi"');
    return status === 200;
  };

  it.each(bearerRoutes)('opens %s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const url = path.replace(':size', 'small').replace(':id', '01a1f831-1886-75c3-9d1b-0121f59295d2');
    // Read by the route, so that the answer is the guard's or comes after it.
    const body = path === '/update-basic-profile' ? new FormData() : {};
    const call = (bearer: string) =>
      service.http.call(method, url, method === 'GET' ? undefined : body, { bearer });
    expect((await call('0'.repeat(32))).status).toBe(401);
    const { status } = await call(await customerToken(service, somebody()));
    expect([401, 403, 415, 500]).not.toContain(status);
  });

  it('is the owner’s: the profile is theirs, in either spelling of the scheme', async () => {
    const me = somebody();
    const token = await customerToken(service, me);
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const headers = { authorization: `${scheme} ${token}` };
      const { status, body } = await service.http.get('/profile', { headers });
      expect([status, body['profile']]).toMatchObject([200, { username: me.username, email: me.email }]);
    }
  });

  it('is another for everybody, and of 128 random bits', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => customerToken(service, somebody())));
    expect(new Set(tokens).size).toBe(20);
    expect(tokens.filter((token) => !/^[0-9a-f]{32}$/.test(token))).toEqual([]);
  });

  it('rests as a digest alone: no table and no log has it, or the password', async () => {
    const me = somebody({ password: 'no table has this one' });
    const token = await customerToken(service, me);
    await isIn(token);
    const tables = service.database.entityMetadatas.map(({ tableName }) => tableName);
    const dumps = await Promise.all(tables.map((table) => service.database.query(`SELECT * FROM ${table}`)));
    const everything = JSON.stringify(dumps) + service.logs.text;
    expect(everything).toContain(digestOf(token));
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(me.password);
    expect(await sessionOf(token)).toMatchObject({ kind: 'api', revokedAt: null });
  });

  it('dies 90 days after the registration when it is never used', async () => {
    const [one, other] = [await customerToken(service, somebody()), await customerToken(service, somebody())];
    service.clock.advance(90 * day - 1);
    expect(await isIn(one)).toBe(true);
    service.clock.advance(1);
    expect([await isIn(one), await isIn(other)]).toEqual([true, false]);
  });

  it('lives on with its use, for 90 days from the last', async () => {
    const token = await customerToken(service, somebody());
    for (let use = 0; use < 3; use++) {
      service.clock.advance(89 * day);
      expect(await isIn(token)).toBe(true);
    }
    service.clock.advance(90 * day);
    expect(await isIn(token)).toBe(false);
  });

  it('has its use noted once an hour, not at every request', async () => {
    const token = await customerToken(service, somebody());
    const { lastUsedAt: born } = await sessionOf(token);
    service.clock.advance(hour - 1);
    await isIn(token);
    expect((await sessionOf(token)).lastUsedAt).toEqual(born);
    service.clock.advance(1);
    await Promise.all([isIn(token), isIn(token), isIn(token)]);
    const now = service.clock.now();
    expect(await sessionOf(token)).toMatchObject({
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + 90 * day * 1000),
    });
  });

  it('lives as long as API_TOKEN_TTL says', async () => {
    const brief = await startService(engine, { env: { API_TOKEN_TTL: '7200' } });
    const token = await customerToken(brief, somebody());
    brief.clock.advance(7199);
    expect((await brief.http.get('/profile', { bearer: token })).status).toBe(200);
    brief.clock.advance(7200);
    expect((await brief.http.get('/profile', { bearer: token })).status).toBe(401);
    await brief.stop();
  });

  it('is nothing but itself: other spellings, parts and places open nothing', async () => {
    const other = await customerToken(service, somebody());
    const altered = `${other.startsWith('a') ? 'b' : 'a'}${other.slice(1)}`;
    const real = await customerToken(service, somebody());
    const spellings = [
      real.toUpperCase(),
      real.slice(1),
      `${real}0`,
      real + real,
      ` ${real}`,
      `${real} `,
      `${real},${real}`,
      `0x${real}`,
      digestOf(real),
      altered,
      '',
    ];
    // A token of digits alone has no upper case.
    for (const spelling of spellings.filter((each) => each !== real)) {
      expect([spelling, await isIn(spelling)]).toEqual([spelling, false]);
    }
    const places = [
      service.http.get(`/profile?access_token=${real}`),
      service.http.get('/profile', { headers: { 'x-api-token': real, cookie: `api_token=${real}` } }),
      service.http.get('/profile', { basic: `${real}:` }),
      service.http.get('/profile', { headers: { authorization: `Token ${real}` } }),
      service.http.get('/profile', { headers: { authorization: real } }),
    ];
    for (const { status } of await Promise.all(places)) expect(status).toBe(401);
    expect(await isIn(real)).toBe(true);
  });

  it('is no refresh token and proves no signup', async () => {
    const token = await customerToken(service, somebody());
    const { status, body } = await service.http.post('/signup/verify', { token, otp: '000000' });
    expect([status, body]).toEqual([400, { message: 'Invalid or expired code' }]);
  });
});
