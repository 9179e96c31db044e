import { decodeProtectedHeader } from 'jose';
import { SigningKey, SigningKeyRepository } from '@app/tokens';
import { pendingSignup, verify } from '../e2e/signups.js';
import { signedIn } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { known, opens, Ring } from './ring.js';

const kidOf = (token: string): string | undefined => decodeProtectedHeader(token).kid;
const day = 24 * 3600;

describe.each(engines)('A rotation on %s', (engine) => {
  let service: Service;
  let ring: Ring;
  beforeEach(async () => {
    service = await startService(engine, { env: { JWT_ALG: 'ES256' } });
    ring = new Ring(service);
  });
  afterEach(() => service.stop());

  it('first publishes a key, which signs nothing', async () => {
    const old = kidOf(await signedIn(service));
    const { next, signsFrom, retiring } = await ring.rotation.rotate(false);
    expect(retiring).toBeNull();
    expect(await ring.states()).toEqual([`${old} active`, `${next.kid} next`]);
    service.clock.advance(known);
    expect(new Set((await ring.published()).map(({ kid }) => kid))).toEqual(new Set([old, next.kid]));
    expect(kidOf(await signedIn(service))).toBe(old);
    // Replicas read the ring every ten seconds, copies of the published keys are kept for 300.
    expect(signsFrom.getTime() - next.since.getTime()).toBe(315_000);
  });

  it('refuses to let it sign before everybody can know it', async () => {
    const { next, signsFrom } = await ring.rotation.rotate(false);
    service.clock.set(new Date(signsFrom.getTime() - 1000));
    await expect(ring.rotation.rotate(false)).rejects.toThrow(
      `The next key ${next.kid} may sign from ${signsFrom.toISOString().slice(0, 19)}Z`,
    );
    expect(await ring.states()).toContain(`${next.kid} next`);
  });

  it('then lets it sign; what the key before has signed stays valid until it expires', async () => {
    const old = await signedIn(service);
    const signup = await pendingSignup(service);
    const kid = await ring.rotate();
    expect(kidOf(await signedIn(service))).toBe(kid);
    expect(await ring.states()).toEqual([`${kid} active`, `${kidOf(old)} retiring`]);
    expect(await opens(service, old)).toBe(true);
    expect((await verify(service, signup.token, signup.digits)).status).toBe(200);
    service.clock.advance(3600);
    expect(await opens(service, old)).toBe(false);
  });

  it('keeps the key before for as long as anything it has signed is looked at, and no longer', async () => {
    const { token } = await pendingSignup(service);
    const old = kidOf(token);
    await ring.rotate();
    service.clock.advance(day - 400);
    const asked = await service.http.post('/signup/status', { token });
    expect([asked.status, asked.body['state']]).toEqual([200, 'pending']);
    expect((await ring.published()).map(({ kid }) => kid)).toContain(old);

    service.clock.advance(500);
    await signedIn(service);
    expect(await ring.states()).toHaveLength(1);
    expect((await ring.published()).map(({ kid }) => kid)).not.toContain(old);
    // The look at the ring has also removed what is over.
    await expect(rowsOf(service, 1)).resolves.toBe(1);
  });

  it('both at once, when told to, is one step', async () => {
    const old = await signedIn(service);
    const { next, retiring } = await ring.rotation.rotate(true);
    expect(retiring?.kid).toBe(kidOf(old));
    service.clock.advance(known);
    expect(kidOf(await signedIn(service))).toBe(next.kid);
    expect(await opens(service, old)).toBe(true);
  });

  it('of two at once one publishes, and of two at once one lets sign', async () => {
    const race = () => Promise.allSettled([1, 2, 3, 4].map(() => ring.rotation.rotate(false)));
    expect(won(await race())).toBe(1);
    const next = (await ring.administration.list()).find(({ state }) => state === 'next');
    service.clock.advance(315);
    expect(won(await race())).toBe(1);
    expect((await ring.states()).filter((line) => !line.endsWith('retiring'))).toEqual([
      `${next?.kid} active`,
    ]);
    expect(await service.database.getRepository(SigningKey).count()).toBe(2);
  });

  it('changes nothing when another was faster with a part of it', async () => {
    const { next } = await ring.rotation.rotate(false);
    const repository = service.app.get(SigningKeyRepository);
    const active = (await repository.all()).find(({ role }) => role === 'active') as SigningKey;
    await repository.remove(next.kid);
    const now = service.clock.now();
    await expect(repository.promote(next, active, now, now)).rejects.toThrow('Another rotation was faster');
    expect(await ring.states()).toEqual([`${active.kid} active`]);
  });
});

const won = (all: readonly PromiseSettledResult<unknown>[]): number =>
  all.filter(({ status }) => status === 'fulfilled').length;

/** Removing goes on beside the request. */
async function rowsOf({ database }: Service, expected: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await database.getRepository(SigningKey).count()) === expected) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return database.getRepository(SigningKey).count();
}
