import { randomBytes } from 'node:crypto';
import { demo } from '../harness/client.js';
import { samples } from '../harness/samples.js';
import { startService, type Service, type ServiceOptions } from '../harness/service.js';

const paths = ['/dev/mailbox', '/dev/mailbox.json'];

/** How somebody knocks: from where, and under which names. */
interface Knock {
  readonly remoteAddress?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const answersOf = (service: Service, { remoteAddress = '127.0.0.1', headers = {} }: Knock) =>
  Promise.all(
    paths.map(async (url) => {
      const reply = await service.app.inject({ method: 'GET', url, remoteAddress, headers: { ...headers } });
      return { status: reply.statusCode, text: reply.payload };
    }),
  );

const withService = async (options: ServiceOptions, work: (service: Service) => Promise<void>) => {
  const service = await startService('sqlite', options);
  try {
    await work(service);
  } finally {
    await service.stop();
  }
};

const notFound = { status: 404, text: '{"message":"Not found"}' };

describe('The door of the development mailbox', () => {
  let service: Service;
  let trusting: Service;
  beforeAll(async () => {
    service = await startService('sqlite', { env: { PUBLIC_URL: 'http://dev.example:3000' } });
    trusting = await startService('sqlite', { env: { TRUSTED_PROXIES: '127.0.0.1,203.0.113.0/24' } });
  });
  afterAll(() => Promise.all([service.stop(), trusting.stop()]));

  it.each([
    'localhost',
    'localhost:3000',
    'LocalHost',
    '127.0.0.1:4',
    '[::1]:3000',
    'dev.example',
    'dev.example:80',
  ])('opens to this machine under the name %s', async (host) => {
    for (const { status } of await answersOf(service, { headers: { host } })) expect(status).toBe(200);
  });

  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
    'opens to the peer %s',
    async (remoteAddress) => {
      for (const { status } of await answersOf(service, { remoteAddress })) expect(status).toBe(200);
    },
  );

  it.each([
    'elsewhere.example',
    'localhost.elsewhere.example',
    'localhost@elsewhere.example',
    'elsewhere.example#localhost',
    'elsewhere.example/localhost',
    '127.0.0.1.elsewhere.example',
    'dev.example.elsewhere.example',
    '0.0.0.0',
    '169.254.169.254',
    'localhost.',
  ])('stays shut when a foreign page points its name %s here (DNS rebinding)', async (host) => {
    expect(await answersOf(service, { headers: { host } })).toEqual([notFound, notFound]);
  });

  it.each(['203.0.113.9', '10.0.0.7', '::ffff:10.0.0.7', 'fe80::1', '2001:db8::1', '1270.0.0.1'])(
    'stays shut to the peer %s',
    async (remoteAddress) => {
      const knock = { remoteAddress, headers: { host: 'localhost' } };
      expect(await answersOf(service, knock)).toEqual([notFound, notFound]);
    },
  );

  it.each([
    ['claims to be this machine', '203.0.113.9', { 'x-forwarded-for': '127.0.0.1' }],
    ['claims it through a list', '203.0.113.9', { 'x-forwarded-for': '127.0.0.1, 127.0.0.1' }],
    ['claims the host', '203.0.113.9', { 'x-forwarded-host': 'localhost' }],
    ['comes through a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }],
    ['comes through one and claims to be this machine', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }],
    ['comes through one that writes RFC 7239', '127.0.0.1', { forwarded: 'for=203.0.113.9' }],
    ['comes through one that names the client elsewhere', '127.0.0.1', { 'x-real-ip': '203.0.113.9' }],
  ])('stays shut to a stranger who %s', async (_, remoteAddress, forwarded) => {
    const knock = { remoteAddress, headers: { host: 'localhost', ...forwarded } };
    for (const one of [service, trusting]) expect(await answersOf(one, knock)).toEqual([notFound, notFound]);
  });

  it('is believed shut by the host a trusted proxy names, too', async () => {
    const headers = { host: 'elsewhere.example', 'x-forwarded-host': 'localhost' };
    expect(await answersOf(trusting, { headers })).toEqual([notFound, notFound]);
  });
});

describe('The development mailbox is not there', () => {
  const servers = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };

  it('in production', async () => {
    const env = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://id.example',
      JWT_SECRET: randomBytes(48).toString('base64'),
      SMTP_URL: 'none',
      SMS_URL: 'none',
    };
    await withService({ env }, async (service) => {
      expect(await answersOf(service, { headers: { host: 'localhost' } })).toEqual([notFound, notFound]);
      for (const path of ['/docs', '/docs/', '/openapi.json', '/openapi.yaml', '/docs/swagger-ui-init.js'])
        expect((await service.http.get(path)).status).toBe(404);
    });
  });

  it('when both channels have servers', async () => {
    await withService({ env: servers }, async (service) => {
      expect(await answersOf(service, {})).toEqual([notFound, notFound]);
    });
  });

  it('for the one channel that has a server', async () => {
    await withService({ env: { SMTP_URL: servers.SMTP_URL } }, async (service) => {
      await service.http.post('/signup', { ...samples.signup, mode: 'LINK' }, { basic: demo });
      const sms = { ...samples.signup, mode: 'OTP', username: 'other', email: 'other@example.com' };
      await service.http.post('/signup', sms, { basic: demo });
      await service.mailbox(samples.signup.phone_number);
      const { text, body } = await service.http.get('/dev/mailbox.json');
      expect(body).toEqual([expect.objectContaining({ channel: 'sms' })]);
      expect(text).not.toContain(samples.signup.email);
      expect((await service.http.get('/dev/mailbox')).text).toContain('would have been sent (sms)');
    });
  });
});
