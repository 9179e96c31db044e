import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataKeys } from '@app/settings';
import { KeySeal, SigningKeyRepository } from '@app/tokens';
import { signedIn } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { forgeriesByKey, signedBy, theirJwk, type Material } from './forged-by-key.js';
import { opens, Ring } from './ring.js';

const names = Object.keys(forgeriesByKey(emptyMaterial()));

describe.each(engines)('Tokens of an ES256 key on %s', (engine) => {
  let service: Service;
  let listener: Server;
  let material: Material;
  let hits = 0;

  beforeAll(async () => {
    listener = createServer((_request, reply) => {
      hits++;
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [theirJwk] }));
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    service = await startService(engine, { env: { JWT_ALG: 'ES256' } });
    const stranger = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/jwks.json`;
    material = { ...(await materialOf(service)), stranger };
  });
  afterAll(async () => {
    await service.stop();
    listener.close();
    await once(listener, 'close');
  });

  it('open the door as they are, and as often as they are signed', async () => {
    expect(await opens(service, material.good)).toBe(true);
    // Half of all signatures come out in the other of their two forms.
    for (let time = 0; time < 20; time++) expect(await opens(service, await signedIn(service))).toBe(true);
  });

  it.each(names)('open nothing with %s, and nobody is asked for a key', async (name) => {
    const forged = forgeriesByKey(material)[name] ?? '';
    expect(forged).not.toBe('');
    service.clock.advance(0.01);
    const { status, text } = await service.http.get('/profile', { bearer: forged });
    expect([status, text]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(await opens(service, material.good)).toBe(true);
    expect(hits).toBe(0);
  });

  it('are not shown to a signup either, however they are dressed up', async () => {
    const { 'aud signup': signup = '', ...others } = forgeriesByKey(material);
    expect(await signupStatus(service, signup)).toBe(200);
    for (const token of [material.good, ...Object.values(others)])
      expect(await signupStatus(service, token)).toBe(400);
    // The same once more with the right audience: only the signature and the header can tell.
    const asSignup = { ...material, good: signup };
    for (const [name, token] of Object.entries(forgeriesByKey(asSignup))) {
      const isExpiredAlone = name === 'exp over' || name === 'sub another' || name === 'aud signup';
      expect([name, await signupStatus(service, token)]).toEqual([name, isExpiredAlone ? 200 : 400]);
    }
    expect(hits).toBe(0);
  });
});

const signupStatus = async ({ http }: Service, token: string): Promise<number> =>
  (await http.post('/signup/status', { token })).status;

/** Takes the private key out of the database, which nobody else can. */
async function materialOf(service: Service): Promise<Omit<Material, 'stranger'>> {
  const good = await signedIn(service);
  const seal = new KeySeal(new DataKeys(service.settings.tokens.dataSecret));
  const [row] = await service.app.get(SigningKeyRepository).allWithSecrets();
  const own = row && (await seal.open(row.sealed ?? '', row));
  const [jwk] = await new Ring(service).published();
  if (!own || !jwk) throw new Error('There is no key');
  return { good, own, jwk, ...shapesOf(own) };
}

function shapesOf(key: Parameters<typeof createPublicKey>[0]) {
  const half = createPublicKey(key);
  return {
    pem: half.export({ type: 'spki', format: 'pem' }).toString(),
    der: half.export({ type: 'spki', format: 'der' }),
  };
}

/** For the names alone. */
function emptyMaterial(): Material {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const good = signedBy(privateKey, {}, {});
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'none' };
  return { good, own: privateKey, jwk, stranger: 'http://127.0.0.1:9/', ...shapesOf(privateKey) };
}
