import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { customerToken } from '../dialects/newcomers.js';
import { somebody } from '../e2e/people.js';
import { letters, reset, resetCode, said } from './letters.js';
import { Owner } from './owner.js';

const fresh = 'a wholly different sentence';

const change = (owner: Owner, next: string, current = owner.person.password) =>
  owner.post('/password/change', { current_password: current, new_password: next });

describe.each(engines)('Changing a password on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('ends every other session, api tokens and codes, keeps the one that asks, and tells the owner', async () => {
    const person = somebody();
    const apiToken = await customerToken(service, person);
    const owner = await Owner.signIn(service, person, { native: true });
    const other = await owner.again({ native: true });
    const code = await resetCode(service, person.email);
    await owner.askForEmail(`new-${person.email}`);
    const otp = await owner.digits(`new-${person.email}`);

    expect(said(await change(owner, fresh))).toBe('200 Password has been changed');

    expect([await owner.door(), await owner.door(fresh)]).toEqual([401, 200]);
    expect([await owner.isSignedIn(), await other.isSignedIn()]).toEqual([true, false]);
    const { http } = service;
    expect((await http.get('/profile', { bearer: apiToken })).status).toBe(401);
    expect((await http.post('/auth/refresh', { refresh_token: other.refresh })).status).toBe(401);
    expect((await http.post('/auth/refresh', { refresh_token: owner.refresh })).status).toBe(200);
    expect(said(await reset(service, code, 'yet another sentence'))).toBe('400 Invalid or expired code');
    expect(said(await owner.post('/profile/email/confirm', { otp }))).toBe('400 Invalid or expired code');
    await letters(service, person.email, /Kata sandi Anda diganti/);
  });

  it('by an api token ends that token, too', async () => {
    const person = somebody();
    const bearer = await customerToken(service, person);
    const body = { current_password: person.password, new_password: fresh };
    expect((await service.http.post('/password/change', body, { bearer })).status).toBe(200);
    expect((await service.http.get('/profile', { bearer })).status).toBe(401);
  });

  it('needs the present one, and a wrong one counts as a failed sign-in', async () => {
    const owner = await Owner.join(service);
    for (let guess = 0; guess < 11; guess++)
      expect(said(await change(owner, fresh, `guess ${guess}`))).toBe('400 Current password is wrong');
    expect(said(await change(owner, fresh, 'one more'))).toBe('429 Too many requests');
    expect(said(await change(owner, fresh))).toBe('429 Too many requests');
    expect(await owner.door()).toBe(429);
    service.clock.advance(1);
    expect(await owner.door()).toBe(200);
  });

  it.each([
    ['short', '1234567', 'must be 8 to 128 characters'],
    ['common', 'password123', 'is too common'],
  ])('to a %s one is refused, and the old one stays', async (_name, next, why) => {
    const owner = await Owner.join(service);
    expect(said(await change(owner, next))).toBe(`400 Property 'new_password' ${why}`);
    expect(await owner.door()).toBe(200);
  });

  it('ten times at once to ten passwords leaves the one that was answered 200', async () => {
    const owner = await Owner.join(service);
    const wishes = Array.from({ length: 10 }, (_, number) => `sentence number ${number}`);
    const replies = await Promise.all(wishes.map((wish) => change(owner, wish)));
    const won = wishes.filter((_, number) => replies[number]?.status === 200);
    expect(won).toHaveLength(1);
    const [winner = ''] = won;
    expect([await owner.door(winner), await owner.door()]).toEqual([200, 401]);
  });
});
