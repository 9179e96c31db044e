import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';
import {
  headingOf,
  newPerson,
  openLink,
  signInStatus,
  signUpByLink,
  stateOf,
  submit,
  type Person,
} from './link-signup.js';

const count = (answers: readonly { status: number }[], wanted: number): number =>
  answers.filter(({ status }) => status === wanted).length;
const fifty = <Result>(work: (number: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: 50 }, (_, number) => work(number)));

describe.each(engines)('Races for a signup on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const rows = async (sql: string, value: string): Promise<number> =>
    (await service.database.query<unknown[]>(sql, [value])).length;
  const accountsOf = ({ email }: Person) => rows('SELECT id FROM users WHERE email = ?', email);
  const noticesTo = ({ email }: Person) =>
    rows("SELECT id FROM outbox_messages WHERE type = 'account-created' AND recipient = ?", email);

  it('50 programs confirm at the same time: one succeeds, one account, one notice', async () => {
    const { person, code } = await signUpByLink(service);
    const answers = await fifty(() => service.http.post('/signup/confirm', { code }));
    expect([count(answers, 200), count(answers, 400)]).toEqual([1, 49]);
    expect([await accountsOf(person), await noticesTo(person)]).toEqual([1, 1]);
  });

  it('50 clicks at the same time: all are told that it is confirmed, one account, one notice', async () => {
    const { person, code } = await signUpByLink(service);
    const pages = await fifty(() => submit(service, '/signup/confirm', { code }));
    const headings = pages.map(headingOf);
    expect(headings.filter((heading) => heading === 'Pendaftaran selesai')).toHaveLength(1);
    expect(headings.filter((heading) => heading === 'Sudah dikonfirmasi')).toHaveLength(49);
    expect([await accountsOf(person), await noticesTo(person)]).toEqual([1, 1]);
  });

  it('confirm, decline and digits at the same time: one of them decides', async () => {
    const { person, token, code, digits } = await signUpByLink(service);
    const answers = await fifty((number) => {
      if (number % 10 === 9) return service.http.post('/signup/verify', { token, otp: digits });
      return service.http.post('/signup/confirm', { code, decline: number % 2 === 0 });
    });
    expect(count(answers, 200)).toBe(1);
    const { body } = answers.find(({ status }) => status === 200) ?? {};
    const made = body?.['message'] === 'Account has been created' ? 1 : 0;
    expect([await accountsOf(person), await noticesTo(person)]).toEqual([made, made]);
    expect(await stateOf(service, token)).toBe(made === 1 ? 'verified' : 'expired');
  });

  it('someone was faster with the username: both are told in the documented words, and the code is kept', async () => {
    const { person, code } = await signUpByLink(service);
    const other = { ...samples.internalRegister, username: person.username.toUpperCase() };
    expect((await service.http.post('/internal/register', other, { basic: demo })).status).toBe(200);
    const page = await submit(service, '/signup/confirm', { code }, 'en');
    expect([page.status, headingOf(page)]).toEqual([400, 'The registration cannot be completed']);
    const refused = await service.http.post('/signup/confirm', { code });
    expect([refused.status, refused.body]).toEqual([400, { message: 'Username already exist' }]);
    expect(headingOf(await openLink(service, code, 'en'))).toBe('Complete your registration');
    await service.database.query('DELETE FROM users WHERE email = ?', [other.email]);
    expect((await service.http.post('/signup/confirm', { code })).status).toBe(200);
    expect(await signInStatus(service, person)).toBe(200);
  });

  it('two signups wait for one address: each link opens its own account with its own password', async () => {
    const first = await signUpByLink(service);
    service.clock.advance(61);
    const rival = newPerson({ email: first.person.email, password: 'the rival’s own' });
    const second = await signUpByLink(service, rival, 2);
    expect((await openLink(service, first.code)).text).toContain(first.person.username);
    expect((await openLink(service, second.code)).text).toContain(rival.username);
    expect((await service.http.post('/signup/confirm', { code: second.code })).status).toBe(200);
    expect(await signInStatus(service, rival)).toBe(200);
    expect(await signInStatus(service, { ...rival, password: first.person.password })).toBe(401);
    const refused = await service.http.post('/signup/confirm', { code: first.code });
    expect([refused.status, refused.body]).toEqual([400, { message: 'Email already exist' }]);
    expect([await accountsOf(rival), await signInStatus(service, first.person)]).toEqual([1, 401]);
  });

  it('20 signups of one name wait: the first to confirm gets it, the others are told so', async () => {
    const waiting = [];
    for (let number = 0; number < 20; number++)
      waiting.push(await signUpByLink(service, newPerson({ username: 'the one name' })));
    const answers = await Promise.all(
      waiting.map(({ code }) => service.http.post('/signup/confirm', { code })),
    );
    expect(count(answers, 200)).toBe(1);
    const losers = answers.filter(({ status }) => status !== 200).map(({ body }) => body['message']);
    expect(new Set(losers)).toEqual(new Set(['Username already exist']));
  });
});
