import { compactDecrypt } from 'jose';
import { DataKeys } from '@app/settings';
import { KeyRotation, KeySeal, SigningKey, SigningKeyRepository } from '@app/tokens';
import { signedIn } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { known, opens, Ring } from './ring.js';

const env = { DATA_SECRET: 'the root of data keys in this suite, 32 bytes', JWT_ALG: 'ES256' };
const others = { DATA_SECRET: 'another root of data keys, of at least 32 bytes' };

interface Row {
  readonly kid: string;
  readonly role: string | null;
  readonly sealed: string;
}

describe.each(engines)('Keys at rest on %s', (engine) => {
  let service: Service;
  let ring: Ring;
  beforeEach(async () => {
    service = await startService(engine, { env });
    ring = new Ring(service);
  });
  afterEach(() => service.stop());

  const rows = (): Promise<Row[]> => service.database.query('SELECT * FROM signing_keys');
  const swap = (kid: string, sealed: string) =>
    service.database.getRepository(SigningKey).update({ kid }, { sealed });
  /** The same service after a restart. */
  const restarted = async (changes: Record<string, string>): Promise<Service> => {
    await service.app.close();
    return startService(engine, { beside: service, env: { ...env, ...changes } });
  };

  it('are sealed: whoever has the database alone can sign nothing', async () => {
    await ring.rotation.rotate(false);
    const all = await rows();
    expect(all).toHaveLength(2);
    for (const row of all) {
      expect(row.sealed).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
      const header: unknown = JSON.parse(Buffer.from(row.sealed.split('.')[0] ?? '', 'base64url').toString());
      expect(header).toEqual({ alg: 'dir', enc: 'A256GCM' });
      expect(JSON.stringify(row)).not.toMatch(/"d"|kty|PRIVATE/);
    }
    // And it is the private key that is inside, under a key of its own.
    const key = new DataKeys(env.DATA_SECRET).for('signing-keys');
    const { plaintext } = await compactDecrypt(all[0]?.sealed ?? '', key);
    expect(JSON.parse(Buffer.from(plaintext).toString())).toMatchObject({
      kty: 'EC',
      d: expect.any(String) as unknown,
    });
    const outbox = new DataKeys(env.DATA_SECRET).for('outbox');
    await expect(compactDecrypt(all[0]?.sealed ?? '', outbox)).rejects.toThrow('decryption operation failed');
  });

  it('are in no log, and in nothing an operator is shown', async () => {
    const { next } = await ring.rotation.rotate(true);
    await signedIn(service);
    const sealed = (await rows()).map((row) => row.sealed);
    const shown =
      JSON.stringify([await ring.administration.list(), await ring.published()]) + service.logs.text;
    expect(shown).toContain(next.kid);
    for (const text of sealed) expect(shown).not.toContain(text);
    expect(shown).not.toMatch(/"(d|k|p|q)":/);
  });

  it('cannot be put in each other’s place by whoever writes to the table', async () => {
    const token = await signedIn(service);
    const { next } = await ring.rotation.rotate(false);
    const active = (await rows()).find(({ role }) => role === 'active');
    await swap(next.kid, active?.sealed ?? '');
    service.clock.advance(known);
    expect(await opens(service, token)).toBe(true);
    expect((await ring.published()).map(({ kid }) => kid)).not.toContain(next.kid);
    expect(service.logs.text).toContain('A key was sealed under another DATA_SECRET');
  });

  it('survive a restart', async () => {
    const token = await signedIn(service);
    const again = await restarted({});
    expect(await opens(again, token)).toBe(true);
    await again.app.close();
  });

  it('stop a start under another DATA_SECRET, which names the mend', async () => {
    const [row] = await rows();
    await expect(restarted(others)).rejects.toThrow(
      `The key ${row?.kid} was sealed under another DATA_SECRET (JWT_SECRET, where that is not set). Give the value it had`,
    );
  });

  it('can be left behind when DATA_SECRET is lost, as that message says', async () => {
    const lost = await signedIn(service);
    const rotation = new KeyRotation(
      service.settings.tokens,
      service.settings.storage,
      service.clock,
      service.app.get(SigningKeyRepository),
      new KeySeal(new DataKeys(others.DATA_SECRET)),
    );
    await rotation.rotate(true);
    const again = await restarted(others);
    expect(await opens(again, await signedIn(again))).toBe(true);
    expect(await opens(again, lost)).toBe(false);
    await again.app.close();
  });
});
