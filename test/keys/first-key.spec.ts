import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { readSettings } from '@app/settings';
import { SigningKey } from '@app/tokens';
import { headerOf } from '../e2e/forged-tokens.js';
import { signedIn } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { faultsOf, secret } from '../settings/faults.js';
import { opens, Ring } from './ring.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe.each(engines)('A ring that nobody has touched, on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('signs with JWT_SECRET and shows no key', async () => {
    const token = await signedIn(service);
    expect(headerOf(token)).toBe('{"alg":"HS256","typ":"JWT"}');
    expect(await opens(service, token)).toBe(true);
    expect(await new Ring(service).states()).toEqual(['JWT_SECRET active']);
    const reply = await service.http.get('/.well-known/jwks.json');
    expect([reply.status, reply.text]).toEqual([200, '{"keys":[]}']);
  });

  it('holds nothing of JWT_SECRET', async () => {
    const rows = await service.database.query('SELECT * FROM signing_keys');
    expect(rows).toEqual([expect.objectContaining({ kid: 'JWT_SECRET', sealed: null })]);
  });
});

describe.each(engines.flatMap((engine) => (['ES256', 'RS256'] as const).map((alg) => ({ engine, alg }))))(
  'A ring that begins with JWT_ALG=$alg, on $engine',
  ({ engine, alg }) => {
    let service: Service;
    beforeAll(async () => {
      service = await startService(engine, { env: { JWT_ALG: alg } });
    });
    afterAll(() => service.stop());

    it('signs tokens that name their key and that anybody can verify with the published one', async () => {
      const token = await signedIn(service);
      const header = decodeProtectedHeader(token);
      expect(header).toEqual({ alg, typ: 'JWT', kid: expect.stringMatching(uuid) as unknown });
      const keys = createLocalJWKSet({ keys: [...(await new Ring(service).published())] });
      const options = { issuer: service.settings.http.publicUrl, audience: 'usapi', algorithms: [alg] };
      const { payload } = await jwtVerify(token, keys, { ...options, currentDate: service.clock.now() });
      expect(payload).toMatchObject({ agent: null, native: false });
      expect(await opens(service, token)).toBe(true);
    });

    it('shows the public half of the key and nothing else, to be kept for five minutes', async () => {
      const reply = await service.http.get('/.well-known/jwks.json');
      expect(reply.headers['cache-control']).toBe('public, max-age=300');
      expect(reply.headers['content-type']).toMatch(/^application\/json\b/);
      const [key, ...others] = await new Ring(service).published();
      expect(others).toEqual([]);
      const parts = alg === 'ES256' ? ['crv', 'x', 'y'] : ['n', 'e'];
      expect(Object.keys(key ?? {}).toSorted()).toEqual(['alg', 'kid', 'kty', 'use', ...parts].toSorted());
      expect(key).toMatchObject({ use: 'sig', alg, kty: alg === 'ES256' ? 'EC' : 'RSA' });
    });

    it('never had JWT_SECRET in it', async () => {
      expect(await new Ring(service).states()).toEqual([expect.stringMatching(/^[0-9a-f-]{36} active$/)]);
    });
  },
);

describe.each(engines.filter((engine) => engine === 'mariadb'))(
  'Replicas that start at once on %s',
  (engine) => {
    it('agree on the first key', async () => {
      const env = { JWT_ALG: 'ES256' };
      const first = await startService(engine, { env });
      await first.database.getRepository(SigningKey).clear();
      const others = await Promise.all([1, 2, 3].map(() => startService(engine, { beside: first, env })));
      expect(await first.database.getRepository(SigningKey).countBy({ role: 'active' })).toBe(1);
      expect(await first.database.getRepository(SigningKey).count()).toBe(1);
      const [one, other] = others as [Service, Service];
      expect(await opens(other, await signedIn(one))).toBe(true);
      for (const service of [...others, first]) await service.stop();
    });
  },
);

describe('JWT_ALG', () => {
  it.each(['none', 'HS512', 'hs256', 'PS256', 'EdDSA'])('cannot be %s', (JWT_ALG) => {
    expect(faultsOf({ JWT_SECRET: secret, JWT_ALG })).toEqual(['JWT_ALG: give HS256, ES256 or RS256.']);
  });

  it('is HS256 where nothing is said', () => {
    expect(readSettings({ JWT_SECRET: secret }).tokens.algorithm).toBe('HS256');
  });
});
