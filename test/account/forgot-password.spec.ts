import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { customerToken } from '../dialects/newcomers.js';
import { somebody } from '../e2e/people.js';
import { allSent, forget, letters, nothingLike, reset, resetCode, said } from './letters.js';
import { Owner } from './owner.js';

const fresh = 'a wholly different sentence';
const dead = '400 Invalid or expired code';

describe.each(engines)('A forgotten password on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('is answered alike for known, unknown, disabled and impossible addresses', async () => {
    const [owner, disabled] = [await Owner.join(service), await Owner.join(service)];
    const { email } = disabled.person;
    await service.database.query('UPDATE users SET is_active = 0 WHERE email = ?', [email]);
    const texts = [owner.person.email, email, 'nobody@example.com', 'no address', '@', '', 'a'.repeat(9999)];
    const replies = [];
    for (const text of texts) replies.push(await forget(service, text));
    const seen = replies.map(({ status, text, headers }) => {
      const { 'x-request-id': _id, date: _date, ...rest } = headers;
      return JSON.stringify({ status, text, rest });
    });
    expect(new Set(seen).size).toBe(1);
    expect(JSON.parse(replies[0]?.text ?? '')).toEqual({
      status: true,
      message: 'If the address is known, a message has been sent',
    });
    expect(await nothingLike(service, email, /password\/reset\?code/)).toBe(true);
  });

  it('brings one mail a minute, and says nothing of it', async () => {
    const { person } = await Owner.join(service);
    const answers = await Promise.all(Array.from({ length: 20 }, () => forget(service, person.email)));
    expect(new Set(answers.map(said)).size).toBe(1);
    await allSent(service);
    expect(await letters(service, person.email, /password\/reset\?code/)).toHaveLength(1);
    service.clock.advance(60);
    await forget(service, person.email);
    await letters(service, person.email, /password\/reset\?code/, 2);
  });

  it('is set anew by the link: all sessions end, nobody is signed in, the owner is told', async () => {
    const person = somebody();
    const apiToken = await customerToken(service, person);
    const owner = await Owner.signIn(service, person, { native: true });
    await owner.takeEmail();
    await owner.askForPhone(person.phone_number);
    const otp = await owner.digits(person.phone_number);
    const code = await resetCode(service, person.email);
    const reply = await reset(service, code, fresh);
    expect(reply.body).toEqual({ status: true, message: 'Password has been changed' });
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect([await owner.door(), await owner.door(fresh)]).toEqual([401, 200]);
    expect(await owner.isSignedIn()).toBe(false);
    expect((await service.http.get('/profile', { bearer: apiToken })).status).toBe(401);
    expect((await service.http.post('/auth/refresh', { refresh_token: owner.refresh })).status).toBe(401);
    await letters(service, person.email, /Kata sandi Anda diganti/);
    expect(said(await reset(service, code, 'once more, please'))).toBe(dead);
    const back = await Owner.signIn(service, { ...person, password: fresh });
    expect(said(await back.post('/profile/phone/confirm', { otp }))).toBe(dead);
  });

  it.each([
    [1799, '200 Password has been changed'],
    [1800, dead],
  ])('after %i seconds of its link: %s', async (seconds, answer) => {
    const { person } = await Owner.join(service);
    const code = await resetCode(service, person.email);
    service.clock.advance(seconds);
    expect(said(await reset(service, code, fresh))).toBe(answer);
  });

  it('cannot be set by a link that a newer one followed, or that never was', async () => {
    const { person } = await Owner.join(service);
    const older = await resetCode(service, person.email);
    service.clock.advance(60);
    const newer = await resetCode(service, person.email, 2);
    const wrong = [older, '', 'x'.repeat(43), newer.toLowerCase(), `${newer}=`, newer.slice(1)];
    for (const code of wrong) expect(said(await reset(service, code, fresh))).toBe(dead);
    expect((await reset(service, newer, fresh)).status).toBe(200);
  });

  it('cannot be set by a link to an address the account has left', async () => {
    const owner = await Owner.join(service);
    const code = await resetCode(service, owner.person.email);
    await owner.takeEmail(`moved-${owner.person.email}`);
    expect(said(await reset(service, code, fresh))).toBe(dead);
    expect(await owner.door()).toBe(200);
  });

  it('stays when the new one is unfit, and so does the link', async () => {
    const { person } = await Owner.join(service);
    const code = await resetCode(service, person.email);
    expect(said(await reset(service, code, 'short'))).toMatch(/^400 Property 'password' must be 8/);
    expect((await reset(service, code, fresh)).status).toBe(200);
  });

  it('set fifty times at once to fifty passwords is the one that was answered 200', async () => {
    const owner = await Owner.join(service);
    const code = await resetCode(service, owner.person.email);
    const wishes = Array.from({ length: 50 }, (_, number) => `sentence number ${number}`);
    const replies = await Promise.all(wishes.map((wish) => reset(service, code, wish)));
    const won = wishes.filter((_, number) => replies[number]?.status === 200);
    expect(won).toHaveLength(1);
    expect(replies.filter((reply) => said(reply) === dead)).toHaveLength(49);
    expect(await owner.door(won[0])).toBe(200);
    const losers = await Promise.all(
      wishes
        .filter((wish) => wish !== won[0])
        .slice(0, 5)
        .map((wish) => owner.door(wish)),
    );
    expect(losers).toEqual([401, 401, 401, 401, 401]);
  });

  it('leaves no code in the log and none in the tables', async () => {
    const { person } = await Owner.join(service);
    const code = await resetCode(service, person.email);
    await service.http.get(`/password/reset?code=${code}`);
    await reset(service, code, 'short');
    await reset(service, code, fresh);
    const tables = ['one_time_codes', 'outbox_messages'].map((table) =>
      service.database.query(`SELECT * FROM ${table}`),
    );
    expect(service.logs.text).not.toContain(code);
    expect(service.logs.text).not.toContain(fresh);
    expect(JSON.stringify(await Promise.all(tables))).not.toContain(code);
  });
});
