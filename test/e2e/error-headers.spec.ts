import { demo, type Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { bug, databaseAway, FaultSwitch } from '../harness/fault-switch.js';
import { startService, type Service } from '../harness/service.js';
import { scopeless } from './partners.js';
import { signedIn, somebody } from './people.js';
import { startSignup } from './signups.js';

const basicChallenge = 'Basic realm="usapi", charset="UTF-8"';
const bearerChallenge = 'Bearer realm="usapi"';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe.each(engines)('Headers on %s', (engine) => {
  let service: Service;
  let database: FaultSwitch;
  beforeAll(async () => {
    service = await startService(engine);
    await scopeless.enrol(service);
    database = new FaultSwitch(service.app);
  });
  afterAll(() => service.stop());

  /** One answer of every status, good and bad. */
  async function everyKind(): Promise<Reply[]> {
    const { http } = service;
    const person = somebody();
    return [
      await startSignup(service, person),
      await startSignup(service, person),
      await http.post('/check/email', {}),
      await http.post('/check/phone', {}),
      await http.post('/check/phone', {}, { basic: scopeless.basic }),
      await http.get('/nothing'),
      await http.get('/x%zz'),
      await http.get(`/profile/image/${'x'.repeat(200)}`),
      await http.get('/signup'),
      await http.post('/check/email', { email: 'x'.repeat(100_000) }),
      await http.post('/check/email', '<a/>', { headers: { 'content-type': 'text/xml' } }),
      await database.during(bug, () => http.post('/check/email', { email: 'a@b.co' })),
      await database.during(databaseAway, () => http.post('/check/email', { email: 'a@b.co' })),
    ];
  }

  it('stand on every answer, and none says what the service is made of', async () => {
    const answers = await everyKind();
    const statuses = [200, 429, 400, 401, 403, 404, 404, 404, 405, 413, 415, 500, 503];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'application/json; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['x-request-id']).toMatch(uuid);
      for (const name of ['x-powered-by', 'server', 'set-cookie', 'access-control-allow-origin'])
        expect(headers).not.toHaveProperty(name);
    }
  });

  it('carry a challenge with every 401 and with no other status', async () => {
    const { http } = service;
    for (const path of ['/check/phone', '/signup', '/internal/register']) {
      for (const options of [
        {},
        { basic: 'demo:wrong' },
        { basic: 'nobody:demo-secret' },
        { bearer: 'x.y.z' },
      ]) {
        const { status, headers } = await http.post(path, {}, options);
        expect([status, headers['www-authenticate']]).toEqual([401, basicChallenge]);
      }
    }
    const refused = [
      await http.get('/profile'),
      await http.get('/profile', { basic: demo }),
      await http.get('/profile/image/small', { bearer: 'x.y.z' }),
      await http.post('/update-basic-profile', new FormData()),
      await http.post('/auth', { username: 'nobody', password: 'nothing' }),
    ];
    for (const { status, headers } of refused)
      expect([status, headers['www-authenticate']]).toEqual([401, bearerChallenge]);
    const others = (await everyKind()).filter(({ status }) => status !== 401);
    for (const { headers } of others) expect(headers).not.toHaveProperty('www-authenticate');
  });

  it('carry no challenge when Basic credentials could not be looked at', async () => {
    const reply = await database.during(databaseAway, () =>
      service.http.post('/check/phone', {}, { basic: demo }),
    );
    expect(reply.status).toBe(503);
    expect(reply.headers).not.toHaveProperty('www-authenticate');
  });

  it('name the methods of a path that has others', async () => {
    const bearer = await signedIn(service);
    const allow = async (method: string, path: string) =>
      (await service.http.call(method, path, undefined, { bearer })).headers['allow'];
    expect(await allow('GET', '/signup')).toBe('POST');
    expect(await allow('DELETE', '/health/live')).toBe('GET, HEAD');
    expect(await allow('POST', '/profile/image/small')).toBe('GET, HEAD');
  });

  it('say when to come back, and which budget is used up', async () => {
    const person = somebody();
    await startSignup(service, person);
    service.clock.advance(20);
    const { status, headers } = await startSignup(service, person);
    expect([status, headers['retry-after']]).toEqual([429, '40']);
    expect(headers['ratelimit-policy']).toMatch(/^"[a-z-]+";q=1;w=60$/);
    expect(headers['ratelimit']).toMatch(/^"[a-z-]+";r=0;t=40$/);
    service.clock.advance(40);
    expect((await startSignup(service, person)).status).toBe(200);

    const away = await database.during(databaseAway, () =>
      service.http.post('/check/username', { username: 'a' }),
    );
    expect(Number(away.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  });

  it.each(['a', 'Z-9_z', 'x'.repeat(64)])('keep the request id %s', async (id) => {
    const { headers } = await service.http.get('/health/live', { headers: { 'x-request-id': id } });
    expect(headers['x-request-id']).toBe(id);
  });

  it.each(['', 'x'.repeat(65), 'a b', 'a"}\u0000', 'é', '{"level":50}', 'a,b'])(
    'replace the request id %j, which a log line could be forged with',
    async (id) => {
      const { headers } = await service.http.get('/health/live', { headers: { 'x-request-id': id } });
      expect(headers['x-request-id']).toMatch(uuid);
    },
  );

  it('speak RFC 9457 to callers who prefer it, with every property that was refused', async () => {
    const headers = { accept: 'application/problem+json, application/json;q=0.5' };
    const reply = await service.http.post('/auth', { username: 1 }, { headers });
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json(;|$)/);
    expect(reply.body).toEqual({
      type: 'urn:usapi:problem:request.invalid',
      title: 'Bad Request',
      status: 400,
      detail: "Must have required property 'password'",
      code: 'request.invalid',
      errors: [
        { pointer: '#/password', detail: "Must have required property 'password'" },
        { pointer: '#/username', detail: "Property 'username' must be string" },
      ],
    });
    const wildcard = await service.http.post('/auth', {}, { headers: { accept: '*/*' } });
    expect(wildcard.body).toEqual({ message: "Must have required property 'username'" });
  });
});
