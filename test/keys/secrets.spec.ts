import { claimsOf, headerOf, hs256, signed } from '../e2e/forged-tokens.js';
import { signedIn } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { known, opens, Ring } from './ring.js';

const secret = 'the secret of this suite, at least 32 bytes';
const previous = 'the secret before that one, as long as it must be';

describe.each(engines)('The secrets of HS256 on %s', (engine) => {
  let service: Service;
  let ring: Ring;
  beforeEach(async () => {
    service = await startService(engine, { env: { JWT_SECRET: secret, JWT_SECRET_PREVIOUS: previous } });
    ring = new Ring(service);
  });
  afterEach(() => service.stop());

  it('rotate as other keys do, without a kid and without being shown', async () => {
    const old = await signedIn(service);
    const { next, signsFrom } = await ring.rotation.rotate(false);
    expect(signsFrom.getTime() - next.since.getTime()).toBe(15_000);
    service.clock.set(signsFrom);
    await ring.rotation.rotate(false);
    service.clock.advance(known);
    const young = await signedIn(service);
    expect(headerOf(young)).toBe('{"alg":"HS256","typ":"JWT"}');
    expect([await opens(service, old), await opens(service, young)]).toEqual([true, true]);
    // The new one is no more JWT_SECRET, and JWT_SECRET no more the one that signs.
    expect(signed(hs256, claimsOf(young), secret)).not.toBe(young);
    expect(await ring.published()).toEqual([]);
    expect(await ring.states()).toEqual([
      `${next.kid} active`,
      'JWT_SECRET retiring',
      'JWT_SECRET_PREVIOUS retiring',
    ]);
  });

  it('are each tried, those of the settings and the next one too', async () => {
    const good = await signedIn(service);
    await ring.rotation.rotate(false);
    service.clock.advance(known);
    const claims = claimsOf(good);
    expect(await opens(service, good)).toBe(true);
    expect(await opens(service, signed(hs256, claims, previous))).toBe(true);
    expect(await opens(service, signed(hs256, claims, `${previous}x`))).toBe(false);
  });

  it('are at most three: a fourth is refused until one has ended', async () => {
    await ring.rotate();
    await expect(ring.rotation.rotate(false)).rejects.toThrow('3 secrets are live');
    await ring.administration.retire('JWT_SECRET');
    await expect(ring.rotation.rotate(false)).resolves.toMatchObject({ retiring: null });
    expect(await ring.states()).toHaveLength(2);
  });

  it('end with retire, the earlier secret of the settings together with JWT_SECRET', async () => {
    const old = await signedIn(service);
    await ring.rotate();
    await expect(ring.administration.retire('JWT_SECRET_PREVIOUS')).rejects.toThrow('is in the settings');
    await ring.administration.retire('JWT_SECRET');
    service.clock.advance(known);
    expect(await opens(service, old)).toBe(false);
    expect(await opens(service, signed(hs256, claimsOf(old), previous))).toBe(false);
    expect(await opens(service, await signedIn(service))).toBe(true);
  });
});
