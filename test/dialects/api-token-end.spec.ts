import { User } from '@app/users';
import { somebody, type Person } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { customerToken } from './newcomers.js';

describe.each(engines)('The end of an api token on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const isIn = async (bearer: string): Promise<boolean> =>
    (await service.http.get('/profile', { bearer })).status === 200;
  const signIn = async ({ username, password }: Person): Promise<string> =>
    String((await service.http.post('/auth', { username, password })).body['token']);
  interface Listed {
    readonly id: string;
    readonly kind: string;
    readonly device: string;
    readonly current: boolean;
  }
  const sessions = async (bearer: string): Promise<readonly Listed[]> =>
    (await service.http.get('/auth/sessions', { bearer })).body['sessions'] as unknown as Listed[];

  it('is in the hands of its owner, who finds it among the sessions and revokes it', async () => {
    const me = somebody();
    const token = await customerToken(service, me);
    const mine = await signIn(me);
    const api = (await sessions(mine)).find(({ kind }) => kind === 'api');
    expect(api).toMatchObject({ kind: 'api', native: false, current: false });
    expect((await sessions(token)).find(({ current }) => current)).toMatchObject({ id: api?.id });
    const revoked = await service.http.call('DELETE', `/auth/sessions/${api?.id}`, undefined, {
      bearer: mine,
    });
    expect(revoked.status).toBe(200);
    expect([await isIn(token), await isIn(mine)]).toEqual([false, true]);
    expect((await sessions(mine)).map(({ kind }) => kind)).toEqual(['web']);
  });

  it('is no end of anybody else’s', async () => {
    const [one, other] = [somebody(), somebody()];
    const [token, stranger] = [await customerToken(service, one), await customerToken(service, other)];
    const [{ id } = { id: '' }] = await sessions(token);
    const refused = await service.http.call('DELETE', `/auth/sessions/${id}`, undefined, {
      bearer: stranger,
    });
    expect([refused.status, await isIn(token)]).toEqual([404, true]);
  });

  it.each(['/auth/logout', '/auth/logout-all'])('comes with %s', async (path) => {
    const token = await customerToken(service, somebody());
    expect((await service.http.post(path, {}, { bearer: token })).status).toBe(200);
    expect(await isIn(token)).toBe(false);
  });

  it.each(['another session', 'the token itself'])(
    'comes with a change of the password by %s',
    async (who) => {
      const me = somebody();
      const token = await customerToken(service, me);
      const bearer = who === 'the token itself' ? token : await signIn(me);
      const change = { current_password: me.password, new_password: 'another one entirely' };
      expect((await service.http.post('/password/change', change, { bearer })).status).toBe(200);
      expect(await isIn(token)).toBe(false);
    },
  );

  it('comes with a reset of the password', async () => {
    const me = somebody();
    const token = await customerToken(service, me);
    await service.http.post('/password/forgot', { email: me.email });
    const [mail] = await service.mailbox(me.email);
    const code = /\?code=([\w-]{43})/.exec(mail?.text ?? '')?.[1];
    const reset = await service.http.post('/password/reset', { code, password: 'another one entirely' });
    expect([reset.status, await isIn(token)]).toEqual([200, false]);
  });

  it.each([
    ['disabled', { isActive: false }],
    ['deleted', { deletedAt: new Date() }],
  ])('comes when its owner is %s', async (_what, change) => {
    const me = somebody();
    const token = await customerToken(service, me);
    await service.database.getRepository(User).update({ username: me.username }, change);
    expect(await isIn(token)).toBe(false);
  });
});
