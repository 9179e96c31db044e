import { engines } from '../harness/engines.js';
import { Installation, person } from '../harness/installation.js';

const credentialsIn = (stdout: string): string => /^ {2}(\S+:\S+)$/m.exec(stdout)?.[1] ?? '';

describe.each(engines)('usapi partners beside a service on %s', (engine) => {
  let here: Installation;
  let people = 0;

  beforeAll(async () => {
    here = await Installation.on(engine);
    await here.serve();
  }, 120_000);
  afterAll(() => here.remove());

  const admit = async (...words: string[]): Promise<string> =>
    credentialsIn((await here.usapi('partners', 'add', ...words)).stdout);
  const rotate = async (name: string): Promise<string> =>
    credentialsIn((await here.usapi('partners', 'rotate', name)).stdout);
  const registers = async (basic: string): Promise<number> =>
    (await here.call('/internal/register', { json: person(++people), basic })).status;
  const secretNumbers = async (name: string): Promise<string[]> => {
    const { stdout } = await here.usapi('partners', 'list');
    const row = stdout.split('\n').find((line) => line.startsWith(`${name} `));
    return row?.match(/\d+(?= \()/g) ?? [];
  };

  it('admits a partner at once, with a secret of 192 random bits that is shown only then', async () => {
    const credentials = await admit('shop');
    expect(credentials).toMatch(/^shop:[\w-]{32}$/);
    expect(await registers(credentials)).toBe(200);
    const { stdout } = await here.usapi('partners', 'list');
    expect(stdout).toMatch(
      /^shop +yes +signup,internal:register +ONMART,ONMARKET,OSAS,ONAPPS +\d+ \(\d{4}-\d\d-\d\d\)$/m,
    );
    expect(stdout).not.toContain(credentials.slice('shop:'.length));
  });

  it('gives no more rights than it is told', async () => {
    const narrow = await admit('narrow', '--scope', 'signup', '--platform', 'OSAS');
    expect(await registers(narrow)).toBe(403);
    const json = person(++people);
    expect(
      (await here.call('/signup', { json: { ...json, platform: 'ONMART' }, basic: narrow })).status,
    ).toBe(403);
    expect((await here.call('/signup', { json: { ...json, platform: 'OSAS' }, basic: narrow })).status).toBe(
      200,
    );
  });

  it('rotates without refusing anybody in between, and revokes at once', async () => {
    const before = await admit('rotating');
    const after = await rotate('rotating');
    expect([await registers(before), await registers(after)]).toEqual([200, 200]);
    const [old = ''] = await secretNumbers('rotating');
    expect((await here.usapi('partners', 'revoke', 'rotating', '--secret', old)).code).toBe(0);
    expect([await registers(before), await registers(after)]).toEqual([401, 200]);
  });

  it('lets no more than two secrets live, however many operators rotate at once', async () => {
    await admit('crowded');
    const codes = await Promise.all(
      [1, 2, 3].map(async () => (await here.usapi('partners', 'rotate', 'crowded')).code),
    );
    expect(codes.map(String).toSorted()).toEqual(['0', '1', '1']);
    expect(await secretNumbers('crowded')).toHaveLength(2);
  });

  it('takes no secret by guess, and the last one only when told --yes', async () => {
    const before = await admit('careful');
    const after = await rotate('careful');
    expect((await here.usapi('partners', 'revoke', 'careful')).stderr).toContain('has two live secrets');
    const [old = ''] = await secretNumbers('careful');
    await here.usapi('partners', 'revoke', 'careful', '--secret', old);
    expect((await here.usapi('partners', 'revoke', 'careful')).stderr).toContain('is the last of careful');
    expect([await registers(before), await registers(after)]).toEqual([401, 200]);
    await here.usapi('partners', 'revoke', 'careful', '--yes');
    expect(await registers(after)).toBe(401);
  });

  it('revokes no secret of another partner', async () => {
    const credentials = await admit('neighbour');
    const [number = ''] = await secretNumbers('neighbour');
    const { code, stderr } = await here.usapi('partners', 'revoke', 'shop', '--secret', number);
    expect([code, stderr]).toEqual([1, `shop has no live secret ${number}.\n`]);
    expect(await registers(credentials)).toBe(200);
  });

  it('disables a partner at once and lets it in again with the secret it had', async () => {
    const credentials = await admit('paused');
    await here.usapi('partners', 'disable', 'paused');
    expect(await registers(credentials)).toBe(401);
    await here.usapi('partners', 'enable', 'paused');
    expect(await registers(credentials)).toBe(200);
  });
});
