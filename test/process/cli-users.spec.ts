import { engines } from '../harness/engines.js';
import { Installation, person } from '../harness/installation.js';

describe.each(engines)('usapi users beside a service on %s', (engine) => {
  let here: Installation;
  const ada = person(1);

  beforeAll(async () => {
    here = await Installation.on(engine);
    await here.serve();
    await here.call('/internal/register', { json: ada, basic: 'demo:demo-secret' });
  }, 120_000);
  afterAll(() => here.remove());

  const signIn = () => here.call('/auth', { json: { username: ada.username, password: ada.password } });
  const tokenOf = async (): Promise<string> => String((await signIn()).body['token']);
  const opens = async (bearer: string): Promise<number> => (await here.call('/profile', { bearer })).status;
  const uuid = async (): Promise<string> =>
    /^uuid +(\S+)$/m.exec((await here.usapi('users', 'show', ada.username)).stdout)?.[1] ?? '';

  it('shows the account by username, e-mail address and uuid, and never the hash', async () => {
    const shown = await Promise.all(
      [ada.username.toUpperCase(), ` ${ada.email}`, await uuid()].map((name) =>
        here.usapi('users', 'show', name),
      ),
    );
    expect(new Set(shown.map(({ stdout }) => stdout)).size).toBe(1);
    expect(shown[0]?.stdout).toMatch(/^email +person-1@example\.com$/m);
    expect(shown[0]?.stdout).not.toContain('argon2');
  });

  it('ends the sessions of a disabled account at once and refuses to sign it in', async () => {
    const token = await tokenOf();
    expect(await opens(token)).toBe(200);
    const { stdout } = await here.usapi('users', 'disable', ada.email);
    expect(stdout).toMatch(/^person-1 \([0-9a-f-]{36}\) is disabled; 1 session\(s\) ended\.\n$/);
    expect([await opens(token), (await signIn()).status]).toEqual([401, 401]);
  });

  it('signs an enabled account in again; a session that ended stays ended', async () => {
    await here.usapi('users', 'enable', ada.username);
    const before = await tokenOf();
    await here.usapi('users', 'disable', ada.username);
    await here.usapi('users', 'enable', ada.username);
    expect([await opens(before), await opens(await tokenOf())]).toEqual([401, 200]);
  });

  it('takes a uuid for the account that has it, though a stranger chose it as a username', async () => {
    const impostor = { ...person(2), username: await uuid() };
    expect(
      (await here.call('/internal/register', { json: impostor, basic: 'demo:demo-secret' })).status,
    ).toBe(200);
    const { stdout } = await here.usapi('users', 'show', impostor.username);
    expect(stdout).toMatch(/^username +person-1$/m);
  });

  it('says so when nobody is called that', async () => {
    expect(await here.usapi('users', 'disable', 'nobody')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'No account has the uuid, e-mail address or username nobody.\n',
    });
  });
});
