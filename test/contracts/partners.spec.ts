import { createHash } from 'node:crypto';
import { IsNull } from 'typeorm';
import { Partner, PartnerRepository, PartnerSecret, PartnersModule } from '@app/partners';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { build } from './blocks.js';

describe.each(engines)('The partners on %s', (engine) => {
  let database: OpenedDatabase;
  let partners: PartnerRepository;
  let name: string;
  beforeAll(async () => {
    database = await openMigrated(engine);
    partners = (await build(database, [PartnersModule])).get(PartnerRepository);
  });
  beforeEach(async () => {
    name = `partner-${crypto.randomUUID().slice(0, 8)}`;
    await partners.enrol(name, 'first secret', database.clock.now());
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => database.close());

  const isLetIn = async (who: string, secret: string): Promise<boolean> =>
    (await partners.authenticate(who, secret)) !== null;
  const partner = (): Promise<Partner> => database.reader.manager.findOneByOrFail(Partner, { name });
  async function addSecret(secret: string): Promise<void> {
    const added = PartnerSecret.of(await partner(), secret, database.clock.now());
    await database.unit.run(() => database.unit.manager.insert(PartnerSecret, added));
  }
  async function revoke(secret: string): Promise<void> {
    const digest = createHash('sha256').update(secret).digest('base64url');
    const live = { partner: { name }, digest, revokedAt: IsNull() };
    const [found] = await database.reader.manager.findBy(PartnerSecret, live);
    const revokedAt = database.clock.now();
    await database.unit.run(() =>
      database.unit.manager.update(PartnerSecret, { id: found?.id ?? 0 }, { revokedAt }),
    );
  }

  it('are known by name and secret together, exactly', async () => {
    expect((await partners.authenticate(name, 'first secret'))?.name).toBe(name);
    for (const secret of ['', 'First secret', 'first secret ', 'first secre', 'first secret\0'])
      expect(await isLetIn(name, secret)).toBe(false);
    for (const who of ['', name.toUpperCase(), `${name} `, `${name}\0`, '%', 'nobody'])
      expect(await isLetIn(who, 'first secret')).toBe(false);
  });

  it('can have two secrets at once: a rotation refuses nobody', async () => {
    await addSecret('second secret');
    expect(await isLetIn(name, 'first secret')).toBe(true);
    expect(await isLetIn(name, 'second secret')).toBe(true);
  });

  it('are refused a revoked secret at once, and keep the other', async () => {
    await addSecret('second secret');
    await revoke('first secret');
    expect(await isLetIn(name, 'first secret')).toBe(false);
    expect(await isLetIn(name, 'second secret')).toBe(true);
    await revoke('second secret');
    expect(await isLetIn(name, 'second secret')).toBe(false);
  });

  it('are refused when disabled', async () => {
    await database.unit.run(() => database.unit.manager.update(Partner, { name }, { isActive: false }));
    expect(await isLetIn(name, 'first secret')).toBe(false);
  });

  it('cost the same query for an unknown name as for a wrong secret: time would tell the names', async () => {
    const find = jest.spyOn(database.reader.manager, 'find');
    const work = async (who: string, secret: string): Promise<unknown[]> => {
      find.mockClear();
      await partners.authenticate(who, secret);
      return find.mock.calls.map(([type, { where, ...rest } = {}]) => [type, Object.keys(where ?? {}), rest]);
    };
    const wrong = await work(name, 'wrong');
    expect(wrong).toHaveLength(1);
    expect(await work('nobody', 'wrong')).toEqual(wrong);
    expect(await work(name, 'first secret')).toEqual(wrong);
  });

  it('have no secret in the table, and no two names alike', async () => {
    const rows = await database.reader.manager.find(PartnerSecret);
    expect(JSON.stringify(rows)).not.toContain('first secret');
    await expect(partners.enrol(name, 'other', database.clock.now())).rejects.toThrow(/UNIQUE|Duplicate/);
    expect(await isLetIn(name, 'other')).toBe(false);
  });

  it('are enrolled as a whole: no name without a secret is left when the secret cannot be stored', async () => {
    jest.spyOn(PartnerSecret, 'of').mockReturnValue(Object.assign(new PartnerSecret(), { digest: null }));
    await expect(partners.enrol('half', 'x', database.clock.now())).rejects.toThrow(/null/i);
    expect(await partners.findByName('half')).toBeNull();
  });
});
