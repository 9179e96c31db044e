import { decodeProtectedHeader } from 'jose';
import { KeyRing } from '@app/tokens';
import { registered, signedIn } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { known, opens, Ring } from './ring.js';

const algorithmOf = (token: string): string | undefined => decodeProtectedHeader(token).alg;

describe.each(engines)('JWT_ALG that changes on %s', (engine) => {
  it('between two starts of one process refuses no token of before', async () => {
    const first = await startService(engine);
    const old = await signedIn(first);
    await first.app.close();
    const second = await startService(engine, { beside: first, env: { JWT_ALG: 'ES256' } });
    // On MariaDB there may be others: they learn the key first.
    second.clock.advance(16);
    await opens(second, old);
    const young = await signedByNew(second, 'ES256');
    second.clock.advance(known);
    expect([await opens(second, old), await opens(second, young)]).toEqual([true, true]);
    expect((await new Ring(second).states()).map((line) => line.split(' ')[1])).toEqual([
      'active',
      'retiring',
    ]);
    await second.app.close();
    await first.place.drop();
  });
});

describe.each(engines.filter((engine) => engine === 'mariadb'))('JWT_ALG that changes on %s', (engine) => {
  let old: Service;
  let young: Service;
  beforeAll(async () => {
    old = await startService(engine);
    young = await startService(engine, { beside: old, env: { JWT_ALG: 'RS256' } });
  });
  afterAll(async () => {
    await young.stop();
    await old.stop();
  });

  /** Asks the rings themselves: passport has one strategy in a process, that of the service started last. */
  const accepting = (token: string): Promise<boolean[]> =>
    Promise.all(
      [old, young].map(async ({ app }) => (await app.get(KeyRing).verify(token, 'usapi')) !== null),
    );

  it('on one replica after the other refuses no token in between', async () => {
    const person = await registered(old);
    const tokens = new Map<string, string>();
    for (let second = 0; second < 40; second++) {
      old.clock.advance(1);
      for (const service of [old, young]) {
        const token = await signedIn(service, person);
        tokens.set(algorithmOf(token) ?? '', token);
        expect(await accepting(token)).toEqual([true, true]);
      }
    }
    expect([...tokens.keys()]).toEqual(['HS256', 'RS256']);
    for (const token of tokens.values()) expect(await accepting(token)).toEqual([true, true]);
  });
});

/** The promotion goes on beside the request that found it due. */
async function signedByNew(service: Service, algorithm: string): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const token = await signedIn(service);
    if (algorithmOf(token) === algorithm) return token;
    service.clock.advance(6);
  }
  throw new Error(`Nothing was signed with ${algorithm}`);
}
