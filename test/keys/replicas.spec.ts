import { KeyRing, SigningKeyRepository } from '@app/tokens';
import { claimsOf, hs256, signed } from '../e2e/forged-tokens.js';
import { registered, signedIn } from '../e2e/people.js';
import { pendingSignup } from '../e2e/signups.js';
import { engines } from '../harness/engines.js';
import { databaseAway, FaultSwitch } from '../harness/fault-switch.js';
import { startService, type Service } from '../harness/service.js';
import { opens, Ring } from './ring.js';

/** How often the ring is read from here on. */
const looksAt = ({ app }: Service): jest.SpyInstance =>
  jest.spyOn(app.get(SigningKeyRepository), 'allWithSecrets');

describe.each(engines)('A service on %s', (engine) => {
  let service: Service;
  let looks: jest.SpyInstance;
  beforeEach(async () => {
    service = await startService(engine);
    looks = looksAt(service);
  });
  afterEach(() => service.stop());

  it('reads the ring now and then, and not for a request', async () => {
    const token = await signedIn(service);
    for (let request = 0; request < 20; request++) expect(await opens(service, token)).toBe(true);
    expect(looks).toHaveBeenCalledTimes(0);
    service.clock.advance(6);
    for (let request = 0; request < 20; request++) expect(await opens(service, token)).toBe(true);
    expect(looks).toHaveBeenCalledTimes(1);
  });

  it('reads it once a second at the most, however many tokens nobody has signed', async () => {
    const forged = signed(
      hs256,
      claimsOf(await signedIn(service)),
      'a key that was never in any ring of ours',
    );
    for (let second = 1; second <= 3; second++) {
      service.clock.advance(1);
      await Promise.all(Array.from({ length: 20 }, () => opens(service, forged)));
      for (let one = 0; one < 5; one++) expect(await opens(service, forged)).toBe(false);
      expect(looks.mock.calls.length).toBeLessThanOrEqual(second);
    }
    expect(looks).toHaveBeenCalled();
  });

  it('does not read it for nobody: without a token, or for a session that has ended', async () => {
    service.clock.advance(2);
    expect((await service.http.get('/profile')).status).toBe(401);
    const token = await signedIn(service);
    await service.database.query('UPDATE sessions SET revoked_at = ?', [
      service.clock.now().toISOString().slice(0, 19),
    ]);
    expect(await opens(service, token)).toBe(false);
    expect(looks).toHaveBeenCalledTimes(0);
  });

  it('says 503 and not 401 when it cannot read the ring: the token may be as good as ever', async () => {
    const token = await signedIn(service);
    const signup = await pendingSignup(service);
    service.clock.advance(11);
    const broken = new FaultSwitch(service.app);
    await broken.during(databaseAway, async () => {
      expect((await service.http.get('/profile', { bearer: token })).status).toBe(503);
      const asked = await service.http.post('/signup/status', { token: signup.token });
      expect(asked.status).toBe(503);
      expect((await service.http.get('/.well-known/jwks.json')).status).toBe(503);
    });
    expect(await opens(service, token)).toBe(true);
  });

  it('goes on with the ring it knows for a few seconds', async () => {
    service.clock.advance(6);
    await new FaultSwitch(service.app).during(databaseAway, async () => {
      expect((await service.http.get('/.well-known/jwks.json')).status).toBe(200);
    });
    expect(service.logs.text).toContain('The keys cannot be read');
  });
});

describe.each(engines.filter((engine) => engine === 'mariadb'))('Two replicas on %s', (engine) => {
  it.each(['HS256', 'ES256'])('accept a key at once that another has only just made (%s)', async (alg) => {
    const env = { JWT_ALG: alg };
    const one = await startService(engine, { env });
    const other = await startService(engine, { beside: one, env });
    const person = await registered(one);
    await new Ring(one).rotation.rotate(true);
    one.clock.advance(2);
    // The first has read the ring by now, the second has not.
    await one.app.get(KeyRing).lookAgain();
    const looks = looksAt(other);
    const token = await signedIn(one, person);
    // passport has one strategy in a process: that of the service started last.
    expect(await opens(other, token)).toBe(true);
    expect(looks).toHaveBeenCalledTimes(1);
    await other.stop();
    await one.stop();
  });
});
