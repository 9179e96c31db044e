import { decodeProtectedHeader } from 'jose';
import { signedIn } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { known, opens, Ring } from './ring.js';

describe.each(engines)('Retiring a key on %s', (engine) => {
  let service: Service;
  let ring: Ring;
  beforeEach(async () => {
    service = await startService(engine, { env: { JWT_ALG: 'ES256' } });
    ring = new Ring(service);
  });
  afterEach(() => service.stop());

  it('refuses what it has signed, and nothing else', async () => {
    const old = await signedIn(service);
    const kid = await ring.rotate();
    const young = await signedIn(service);
    await ring.administration.retire(String(decodeProtectedHeader(old).kid));
    service.clock.advance(known);
    expect([await opens(service, old), await opens(service, young)]).toEqual([false, true]);
    expect(await ring.states()).toEqual([`${kid} active`]);
    expect((await ring.published()).map((key) => key.kid)).toEqual([kid]);
  });

  it('may end a next key, which has signed nothing', async () => {
    const { next } = await ring.rotation.rotate(false);
    await ring.administration.retire(next.kid);
    expect(await ring.states()).toEqual([expect.stringMatching(/ active$/)]);
  });

  it('never ends the key that signs, and no key there is not', async () => {
    const token = await signedIn(service);
    const kid = String(decodeProtectedHeader(token).kid);
    await expect(ring.administration.retire(kid)).rejects.toThrow(`${kid} signs.`);
    await expect(ring.administration.retire('nobody')).rejects.toThrow('There is no key nobody.');
    service.clock.advance(known);
    expect(await opens(service, token)).toBe(true);
  });
});
