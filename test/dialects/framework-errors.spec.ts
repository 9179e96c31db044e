import { TooManyRequests } from '@app/problems';
import { engines } from '../harness/engines.js';
import { bug, databaseAway, FaultSwitch } from '../harness/fault-switch.js';
import { startService, type Service } from '../harness/service.js';
import { onTheWire } from '../e2e/wire.js';
import { somebody } from '../e2e/people.js';
import { answer, bodies, customerFault, paths } from './newcomers.js';

const faults = {
  customer: (status: number, text: string) => customerFault(status, text),
  account: (status: number, detail: string) => [status, { detail }] as const,
};
type Name = keyof typeof faults;
const prefixes: Readonly<Record<Name, string>> = { customer: '/api/v1/user', account: '/api/v1/auth' };
const unread: Readonly<Record<Name, readonly string[]>> = {
  customer: [
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/plain',
    'application/json; charset=latin1',
    'json',
  ],
  account: [
    'multipart/mixed; boundary=x',
    'application/xml',
    'text/plain',
    'application/json; charset=latin1',
    'json',
  ],
};

describe.each(engines)('What the framework refuses on %s', (engine) => {
  let service: Service;
  let database: FaultSwitch;
  let wire: Awaited<ReturnType<typeof onTheWire>>;
  beforeAll(async () => {
    service = await startService(engine);
    database = new FaultSwitch(service.app);
    wire = await onTheWire(service.app);
  });
  afterAll(() => service.stop());

  describe.each(Object.keys(faults) as Name[])('is said in the words of %s:', (name) => {
    const [path, prefix, told] = [paths[name], prefixes[name], faults[name]];
    const register = () => service.http.post(path, bodies[name](somebody()));

    it('404 to every path below its own that is no route', async () => {
      const strange = [
        '',
        '/',
        '/registers',
        '/register/',
        '/register/x',
        '//register',
        '/%zz',
        '/..%2fregister',
        '?a=/register',
      ];
      for (const rest of strange) {
        const { status, text } = await wire('GET', `${prefix}${rest}`);
        expect([rest, status, JSON.parse(text)]).toEqual([rest, ...told(404, 'Not found')]);
      }
    });

    it('but not beside it', async () => {
      for (const near of [
        `${prefix}s`,
        `${prefix}-register`,
        '/api/v1',
        '/api/v2/user/register',
        `/x${path}`,
      ]) {
        const { status, text } = await wire('GET', near);
        expect([near, status, text]).toEqual([near, 404, '{"message":"Not found"}']);
      }
    });

    it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('405 and Allow to %s', async (method) => {
      for (const spelling of [path, path.replace('register', '%72egister'), path.replace('/v1/', '/%761/')]) {
        const { status, headers, text } = await wire(method, spelling);
        expect([status, headers['allow'], JSON.parse(text)]).toEqual([
          405,
          'POST',
          told(405, 'Method not allowed')[1],
        ]);
      }
    });

    it('413 to more than 100 kB, read or announced', async () => {
      const large = await service.http.post(path, JSON.stringify({ filler: 'x'.repeat(100_000) }));
      expect(answer(large)).toEqual(told(413, 'Payload too large'));
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const form = await service.http.post(path, `filler=${'x'.repeat(100_000)}`, { headers });
      expect(answer(form)).toEqual(told(413, 'Payload too large'));
    });

    it.each(unread[name])('415 to %s', async (type) => {
      const reply = await service.http.post(path, '{}', { headers: { 'content-type': type } });
      expect(answer(reply)).toEqual(told(415, 'Unsupported media type'));
    });

    it('415 to a body that says nothing of its type', async () => {
      const { status, text } = await wire('POST', path, { 'content-length': '2' }, '{}');
      expect([status, JSON.parse(text)]).toEqual(told(415, 'Unsupported media type'));
    });

    it('429 with the time to wait', async () => {
      const budget = { name: 'address', most: 20, window: 3600 };
      const reply = await database.during(new TooManyRequests(60, budget), register);
      expect(answer(reply)).toEqual(told(429, 'Too many requests'));
      expect(reply.headers).toMatchObject({
        'retry-after': '60',
        'ratelimit-policy': '"address";q=20;w=3600',
      });
    });

    it('500 without a word about the fault', async () => {
      expect(answer(await database.during(bug, register))).toEqual(told(500, 'Internal error'));
    });

    it('503 with the time to wait', async () => {
      const reply = await database.during(databaseAway, register);
      expect([...answer(reply), reply.headers['retry-after']]).toEqual([
        ...told(503, 'Service unavailable'),
        '5',
      ]);
    });

    it('with the standing headers, as JSON in UTF-8', async () => {
      const { headers } = await wire('GET', `${prefix}/nothing`, { 'x-request-id': 'mine' });
      expect(headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'x-request-id': 'mine',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    });

    it('unless the caller prefers problem+json', async () => {
      const accept = { accept: 'application/problem+json, application/json;q=0.5' };
      const missing = await wire('GET', `${prefix}/nothing`, accept);
      expect([missing.status, missing.headers['content-type']]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect(JSON.parse(missing.text)).toEqual({
        type: 'urn:usapi:problem:request.not_found',
        title: 'Not Found',
        status: 404,
        detail: 'Not found',
        code: 'request.not_found',
      });
      const either = await wire('GET', `${prefix}/nothing`, { accept: '*/*' });
      expect(JSON.parse(either.text)).toEqual(told(404, 'Not found')[1]);
    });
  });

  it('413 to a multipart form of account that announces or brings too much', async () => {
    const form = new FormData();
    form.set('name', 'x'.repeat(5001));
    expect(answer(await service.http.post(paths.account, form))).toEqual([
      413,
      { detail: 'Payload too large' },
    ]);
    const upload = new FormData();
    upload.set('photo', new Blob([new Uint8Array(100_001)]), 'me.jpg');
    expect(answer(await service.http.post(paths.account, upload))).toEqual([
      413,
      { detail: 'Payload too large' },
    ]);
  });

  it('keeps one problem one code: problem+json of customer has the text of no dialect', async () => {
    const headers = { accept: 'application/problem+json' };
    const { status, body } = await service.http.post(paths.customer, { username: 'x' }, { headers });
    expect([status, body]).toMatchObject([400, { code: 'request.invalid', errors: [{}, {}] }]);
  });
});
