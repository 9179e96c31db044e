import { Session } from '@app/tokens';
import type { Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { claimsOf } from '../e2e/forged-tokens.js';
import { said } from './letters.js';
import { Owner } from './owner.js';

const month = 30 * 24 * 3600;
const native = { native: true };

const successorOf = (reply: Reply): string => String(reply.body['refresh_token']);

describe.each(engines)('A refresh token on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const refresh = (refresh_token: string): Promise<Reply> =>
    service.http.post('/auth/refresh', { refresh_token });
  const opens = async (bearer: string): Promise<boolean> =>
    (await service.http.get('/profile', { bearer })).status === 200;
  const sessionOf = (owner: Owner): Promise<Session> =>
    service.database
      .getRepository(Session)
      .createQueryBuilder('s')
      .addSelect(['s.refreshDigest', 's.previousRefreshDigest'])
      .where({ uuid: String(claimsOf(owner.bearer)['sid']) })
      .getOneOrFail();

  it('turns over at each use, and rests as digests alone', async () => {
    const app = await Owner.join(service, {}, native);
    service.clock.advance(3601);
    expect(await app.isSignedIn()).toBe(false);
    const { status, body } = await refresh(app.refresh);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['token', 'refresh_token', 'expires_in']);
    expect(body['refresh_token']).not.toBe(app.refresh);
    expect(claimsOf(String(body['token']))).toMatchObject({ native: true, sub: (await app.row()).uuid });
    expect(await opens(String(body['token']))).toBe(true);
    const atRest = JSON.stringify(await service.database.query('SELECT * FROM sessions'));
    for (const text of [app.refresh, String(body['refresh_token'])])
      for (const part of [text, text.slice(0, 22), text.slice(22)]) expect(atRest).not.toContain(part);
  });

  it('whose reply was lost comes again within ten seconds and gets the same successor', async () => {
    const app = await Owner.join(service, {}, native);
    const first = await refresh(app.refresh);
    service.clock.advance(10);
    const second = await refresh(app.refresh);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(successorOf(second)).toBe(successorOf(first));
    expect(await opens(String(second.body['token']))).toBe(true);
    expect((await refresh(successorOf(second))).status).toBe(200);
  });

  it('used twenty times at once turns over once, gives all the same successor and ends nothing', async () => {
    const app = await Owner.join(service, {}, native);
    const before = await sessionOf(app);
    const replies = await Promise.all(Array.from({ length: 20 }, () => refresh(app.refresh)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(successorOf)).size).toBe(1);
    const after = await sessionOf(app);
    expect(after.previousRefreshDigest).toBe(before.refreshDigest);
    expect(after.revokedAt).toBeNull();
    const [reply] = replies;
    expect((await refresh(reply ? successorOf(reply) : '')).status).toBe(200);
  });

  it('stolen and used after ten seconds ends the session of thief and owner alike', async () => {
    const app = await Owner.join(service, {}, native);
    const { body } = await refresh(app.refresh);
    service.clock.advance(10.001);
    expect(said(await refresh(app.refresh))).toBe('401 Unauthorized');
    expect(await opens(String(body['token']))).toBe(false);
    expect((await refresh(String(body['refresh_token']))).status).toBe(401);
    expect(service.logs.text).toContain('authn_token_reuse');
  });

  it('of an older generation ends the session, however soon it comes', async () => {
    const app = await Owner.join(service, {}, native);
    const second = successorOf(await refresh(app.refresh));
    const third = await refresh(second);
    expect(third.status).toBe(200);
    expect((await refresh(app.refresh)).status).toBe(401);
    expect(await opens(String(third.body['token']))).toBe(false);
  });

  it('made up, cut or lengthened opens nothing and ends nothing', async () => {
    const app = await Owner.join(service, {}, native);
    const guesses = ['', 'x', 'x'.repeat(65), app.refresh.slice(1), `${app.refresh}A`, app.bearer];
    for (const guess of guesses) expect(said(await refresh(guess))).toBe('401 Unauthorized');
    expect(await app.isSignedIn()).toBe(true);
  });

  it('ends 30 days after the sign-in, however often it was used, and access tokens with it', async () => {
    const app = await Owner.join(service, {}, native);
    service.clock.advance(month - 60);
    const last = await refresh(app.refresh);
    expect(last.body['expires_in']).toBe(60);
    expect(await opens(String(last.body['token']))).toBe(true);
    service.clock.advance(60);
    expect(await opens(String(last.body['token']))).toBe(false);
    expect((await refresh(successorOf(last))).status).toBe(401);
  });

  it('of a disabled account opens nothing', async () => {
    const app = await Owner.join(service, {}, native);
    await service.database.query('UPDATE users SET is_active = 0 WHERE username = ?', [app.person.username]);
    expect((await refresh(app.refresh)).status).toBe(401);
  });

  it('is given to a web client where the settings say so, and to none elsewhere', async () => {
    expect((await Owner.join(service)).refresh).toBe('');
    const open = await startService(engine, { env: { WEB_REFRESH_TOKENS: 'on' } });
    const web = await Owner.join(open);
    open.clock.advance(3601);
    const { status, body } = await open.http.post('/auth/refresh', { refresh_token: web.refresh });
    expect(status).toBe(200);
    expect(claimsOf(String(body['token']))).toMatchObject({ native: false });
    await open.stop();
  });
});
