import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered } from '../e2e/people.js';
import { reset, resetCode, said, undo, undoCode } from './letters.js';
import { Owner } from './owner.js';

const dead = '400 Invalid or expired code';
const days = 24 * 3600;

describe.each(engines)('Bringing an e-mail address back on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  /** A thief who knows the password has moved the account to an address of their own. */
  async function stolen(): Promise<{ thief: Owner; email: string; code: string; own: string }> {
    const thief = await Owner.join(service);
    const { email } = thief.person;
    await thief.takeEmail();
    await thief.takeEmail(`thief-${email}`);
    return { thief, email, code: await undoCode(service, email), own: `thief-${email}` };
  }

  it('works once, proves the address and signs everybody out', async () => {
    const { thief, email, code } = await stolen();
    const other = await thief.again({ native: true });
    expect(said(await undo(service, code))).toBe('200 Success update profile');
    expect(await thief.row()).toMatchObject({ email, emailVerifiedAt: service.clock.now() });
    expect([await thief.isSignedIn(), await other.isSignedIn()]).toEqual([false, false]);
    expect(said(await undo(service, code))).toBe(dead);
  });

  it.each([
    [3 * days - 1, '200 Success update profile'],
    [3 * days, dead],
  ])('after %i seconds: %s', async (seconds, answer) => {
    const { code } = await stolen();
    service.clock.advance(seconds);
    expect(said(await undo(service, code))).toBe(answer);
  });

  it('works although the thief has changed the password and moved on', async () => {
    const { thief, email, code, own } = await stolen();
    service.clock.advance(60);
    await thief.takeEmail(`second-${own}`);
    const theirs = await undoCode(service, own);
    const next = 'now it is the thief’s alone';
    await thief.post('/password/change', { current_password: thief.person.password, new_password: next });
    expect((await undo(service, code)).status).toBe(200);
    expect(said(await undo(service, theirs))).toBe(dead);
    const way = await resetCode(service, email);
    expect((await reset(service, way, 'the owner is back again')).status).toBe(200);
    expect([await thief.door(next), await thief.door('the owner is back again')]).toEqual([401, 200]);
  });

  it('works after the thief has brought their own address back', async () => {
    const { thief, email, code, own } = await stolen();
    service.clock.advance(60);
    await thief.takeEmail(`second-${own}`);
    expect((await undo(service, await undoCode(service, own))).status).toBe(200);
    expect((await undo(service, code)).status).toBe(200);
    expect((await thief.row()).email).toBe(email);
  });

  it('works although somebody has registered the address meanwhile without proof', async () => {
    const { thief, email, code } = await stolen();
    const squatter = await registered(service, { email });
    expect((await undo(service, code)).status).toBe(200);
    expect((await thief.row()).email).toBe(email);
    const rows: { email: string | null }[] = await service.database.query(
      'SELECT email FROM users WHERE username = ?',
      [squatter.username],
    );
    expect(rows).toEqual([{ email: null }]);
  });

  it('is refused when somebody else has proven the address meanwhile', async () => {
    const { email, code, thief, own } = await stolen();
    const heir = await Owner.join(service);
    service.clock.advance(60);
    await heir.takeEmail(email, 2);
    expect(said(await undo(service, code))).toBe('400 Email already exist');
    expect((await thief.row()).email).toBe(own);
  });

  it('changes nothing by looking at the page', async () => {
    const { thief, code, own } = await stolen();
    const page = await service.http.get(`/profile/email/undo?code=${code}`);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await thief.row()).email).toBe(own);
    expect((await service.http.get('/profile/email/undo?code=unknown')).status).toBe(400);
    expect(service.logs.text).not.toContain(code);
  });
});
