import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { customerToken } from '../dialects/newcomers.js';
import { somebody } from '../e2e/people.js';
import { said } from './letters.js';
import { believesUs, Owner } from './owner.js';

type Listed = Readonly<Record<string, string | boolean>>;
const listOf = async (owner: Owner): Promise<Listed[]> =>
  (await owner.get('/auth/sessions')).body['sessions'] as unknown as Listed[];

describe.each(engines)('Sessions on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: believesUs });
  });
  afterAll(() => service.stop());

  it('are listed newest first, with what lets their owner tell them apart', async () => {
    const web = await Owner.join(service, {}, { device: 'Firefox', address: '203.0.113.7' });
    const opened = service.clock.now().toISOString();
    service.clock.advance(60);
    const app = await web.again({ native: true, device: 'ONAPPS/3.2', address: '2001:db8::1' });
    const list = await listOf(app);
    expect(list).toEqual([
      expect.objectContaining({
        kind: 'native',
        device: 'ONAPPS/3.2',
        address: '2001:db8::1',
        current: true,
      }),
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        kind: 'web',
        device: 'Firefox',
        address: '203.0.113.7',
        native: false,
        created_at: opened,
        last_used_at: opened,
        current: false,
      },
    ]);
    expect((await listOf(web)).map(({ current }) => current)).toEqual([false, true]);
  });

  it('end one at a time, and only their owner ends them', async () => {
    const [one, stranger] = [await Owner.join(service), await Owner.join(service)];
    const other = await one.again();
    const path = `/auth/sessions/${(await listOf(one)).find(({ current }) => current !== true)?.['id']}`;
    for (const wrong of [path, '/auth/sessions/0', `/auth/sessions/${'a'.repeat(90)}`])
      expect(said(await stranger.delete(wrong))).toBe('404 Not found');
    expect(await other.isSignedIn()).toBe(true);

    expect(said(await one.delete(path))).toBe('200 Session revoked');
    expect([await one.isSignedIn(), await other.isSignedIn()]).toEqual([true, false]);
    expect(said(await one.delete(path))).toBe('404 Not found');
    expect(await listOf(one)).toHaveLength(1);
  });

  it('end by signing out, and the others go on', async () => {
    const one = await Owner.join(service);
    const other = await one.again();
    expect(said(await one.post('/auth/logout'))).toBe('200 Signed out');
    expect(said(await one.get('/profile'))).toBe('401 Unauthorized');
    expect(await other.isSignedIn()).toBe(true);
  });

  it('end by the refresh token of an app whose access token has expired', async () => {
    const app = await Owner.join(service, {}, { native: true });
    service.clock.advance(3601);
    expect(await app.isSignedIn()).toBe(false);
    const { http } = service;
    expect(said(await http.post('/auth/logout', { refresh_token: 'x'.repeat(65) }))).toBe('401 Unauthorized');
    expect(said(await http.post('/auth/logout', { refresh_token: '' }))).toBe('401 Unauthorized');
    const idle = await app.again();
    expect(said(await idle.post('/auth/logout', { refresh_token: '' }))).toBe('200 Signed out');
    expect(said(await http.post('/auth/logout', { refresh_token: app.refresh }))).toBe('200 Signed out');
    expect(said(await http.post('/auth/refresh', { refresh_token: app.refresh }))).toBe('401 Unauthorized');
  });

  it('all end at once, api tokens too, and nobody else’s', async () => {
    const person = somebody();
    const bearer = await customerToken(service, person);
    const [owner, bystander] = [await Owner.signIn(service, person), await Owner.join(service)];
    const app = await owner.again({ native: true });
    const opens = async (token: string) => (await service.http.get('/profile', { bearer: token })).status;
    expect(await opens(bearer)).toBe(200);
    expect(said(await owner.post('/auth/logout-all'))).toBe('200 Signed out');
    expect(await Promise.all([owner.bearer, app.bearer, bearer].map(opens))).toEqual([401, 401, 401]);
    expect((await service.http.post('/auth/refresh', { refresh_token: app.refresh })).status).toBe(401);
    expect(await bystander.isSignedIn()).toBe(true);
  });

  if (engine === 'mariadb') {
    it('that one replica ends are refused by the next request to another', async () => {
      const replica = await startService(engine, { env: believesUs, beside: service });
      const owner = await Owner.join(service);
      const there = () => replica.http.get('/profile', { bearer: owner.bearer });
      expect((await there()).status).toBe(200);
      await owner.post('/auth/logout');
      expect((await there()).status).toBe(401);
      await replica.stop();
    });
  }
});
