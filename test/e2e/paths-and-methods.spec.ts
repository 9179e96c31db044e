import { demo } from '../harness/client.js';
import { documentedAnswers } from '../harness/documented.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { signedIn } from './people.js';
import { onTheWire, type WireReply } from './wire.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const paths = [...new Set(documentedAnswers.map(({ path }) => path))];
const concrete = (path: string): string => path.replace(/\{\w+\}/, 'small');
const json = { 'content-type': 'application/json' };
const partner = { authorization: `Basic ${Buffer.from(demo).toString('base64')}` };

/** Spellings of a path that are none of ours. */
const strangePaths = [
  '/signup/',
  '/Signup',
  '/SIGNUP',
  '//signup',
  '/signup//',
  '/./signup',
  '/%2e/signup',
  '/x/../signup',
  '/signup;x=y',
  '/signup%2f',
  '/signup%00',
  '/signup%20',
  '/internal//register',
  '/internal%2fregister',
  '/internal/Register',
  '/%2561uth',
  '/x%zz',
  '/signup%zz',
  '/signup%',
  '/signup%ff',
  '/signup%c0%af',
  '/profile/image/',
  '/',
  '//',
  '/*',
  '/__proto__',
  '/constructor',
];

describe.each(engines)('Paths and methods on %s', (engine) => {
  let service: Service;
  let bearer: Record<string, string>;
  let ask: (
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: string,
  ) => Promise<WireReply>;
  beforeAll(async () => {
    service = await startService(engine);
    bearer = { authorization: `Bearer ${await signedIn(service)}` };
    ask = await onTheWire(service.app);
  });
  afterAll(() => service.stop());

  it.each(paths)('%s answers 405 with Allow to every method it does not document', async (path) => {
    const known = documentedAnswers
      .filter((operation) => operation.path === path)
      .map(({ method }) => method);
    const allowed = known.includes('GET') ? [...known, 'HEAD'] : known;
    for (const method of methods.filter((each) => !allowed.includes(each))) {
      const reply = await ask(method, concrete(path), bearer);
      expect([method, reply.status]).toEqual([method, 405]);
      expect(String(reply.headers['allow']).split(', ').toSorted()).toEqual(allowed.toSorted());
      expect(reply.text).toContain(method === 'HEAD' ? '' : 'Method not allowed');
    }
  });

  it('HEAD answers as GET does, without a body, and needs the same token', async () => {
    expect(await ask('HEAD', '/profile')).toMatchObject({ status: 401, text: '' });
    expect(await ask('HEAD', '/profile', bearer)).toMatchObject({ status: 200, text: '' });
  });

  it('X-HTTP-Method-Override is nothing to this service', async () => {
    const override = { 'x-http-method-override': 'GET', 'x-http-method': 'GET', 'x-method-override': 'GET' };
    expect((await ask('DELETE', '/health/live', { ...bearer, ...override })).status).toBe(405);
  });

  it.each(strangePaths)('%s is no route, for any method and any caller', async (path) => {
    for (const method of methods) {
      for (const caller of method === 'GET' || method === 'POST' ? [{}, bearer, partner] : [bearer]) {
        const { status, headers, message } = await ask(method, path, caller);
        expect([method, status]).toEqual([method, 404]);
        expect(message).toBe(method === 'HEAD' ? undefined : 'Not found');
        expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
      }
    }
  });

  it.each(['/%73ignup', '/signu%70', '/signup?', '/signup?a=%zz', '/signup?/../profile', '/signup#x'])(
    '%s is another spelling of /signup and opens it to nobody else',
    async (path) => {
      expect(await ask('POST', path, json, '{}')).toMatchObject({ status: 401, message: 'Unauthorized' });
      expect((await ask('POST', path, { ...json, ...bearer }, '{}')).status).toBe(401);
      const { status, message } = await ask('POST', path, { ...json, ...partner }, '{}');
      expect([status, message]).toEqual([400, "Must have required property 'username'"]);
      const wrong = await ask('GET', path);
      expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'POST']);
    },
  );

  it.each(['%2e%2e', '..%2f..', 'constructor', 'Small', 'small%00', 'x'.repeat(100)])(
    '/profile/image/%s gives nothing to strangers and nothing to its caller',
    async (size) => {
      expect((await ask('GET', `/profile/image/${size}`)).status).toBe(401);
      const reply = await ask('GET', `/profile/image/${size}`, bearer);
      expect([reply.status, reply.message]).toEqual([404, 'Not found']);
    },
  );

  it('answers a path segment of any length', async () => {
    const reply = await ask('GET', `/profile/image/${'x'.repeat(8000)}`, bearer);
    expect([reply.status, reply.message]).toEqual([404, 'Not found']);
  });
});
