import { demo } from '../harness/client.js';
import { samples } from '../harness/samples.js';
import type { Service } from '../harness/service.js';
import { Fleet, fleets, tally } from '../races/fleet.js';
import {
  headingOf,
  newPerson,
  openLink,
  signInStatus,
  signUpByLink,
  stateOf,
  submit,
  type LinkSignup,
  type Person,
} from './link-signup.js';

const count = (answers: readonly { status: number }[], wanted: number): number =>
  answers.filter(({ status }) => status === wanted).length;

describe.each(fleets)('Races for a signup ($engine, instances: $instances)', (fleet) => {
  let services: Fleet;
  let service: Service;
  beforeAll(async () => {
    services = await Fleet.start(fleet);
    service = services.first;
  });
  afterEach(() => services.refuseFaults());
  afterAll(() => services.stop());

  const accountsOf = ({ email }: Person) => services.count('users', 'email', email);
  const noticesTo = async ({ email }: Person): Promise<number> => {
    const sql = "SELECT id FROM outbox_messages WHERE type = 'account-created' AND recipient = ?";
    return (await service.database.query<unknown[]>(sql, [email])).length;
  };

  it('50 programs confirm at the same time: one succeeds, one account, one notice', async () => {
    const { person, code } = await signUpByLink(service);
    const answers = await services.storm(50, ({ http }) => http.post('/signup/confirm', { code }));
    expect(tally(answers)).toEqual({
      '200 Account has been created': 1,
      '400 Invalid or expired code': 49,
    });
    expect([await accountsOf(person), await noticesTo(person)]).toEqual([1, 1]);
  });

  it('50 clicks at the same time: all are told that it is confirmed, one account, one notice', async () => {
    const { person, code } = await signUpByLink(service);
    const pages = await services.storm(50, (each) => submit(each, '/signup/confirm', { code }));
    const headings = pages.map(headingOf);
    expect(headings.filter((heading) => heading === 'Pendaftaran selesai')).toHaveLength(1);
    expect(headings.filter((heading) => heading === 'Sudah dikonfirmasi')).toHaveLength(49);
    expect([await accountsOf(person), await noticesTo(person)]).toEqual([1, 1]);
  });

  it('confirm, decline and digits at the same time: one of them decides', async () => {
    const { person, token, code, digits } = await signUpByLink(service);
    const answers = await services.storm(50, ({ http }, number) => {
      if (number % 5 === 4) return http.post('/signup/verify', { token, otp: digits });
      return http.post('/signup/confirm', { code, decline: number % 4 < 2 });
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
    const waiting: LinkSignup[] = [];
    for (let number = 0; number < 20; number++)
      waiting.push(await signUpByLink(service, newPerson({ username: 'the one name' })));
    const answers = await services.storm(waiting.length, ({ http }, number) =>
      http.post('/signup/confirm', { code: waiting[number]?.code }),
    );
    expect(count(answers, 200)).toBe(1);
    const losers = answers.filter(({ status }) => status !== 200).map(({ body }) => body['message']);
    expect(new Set(losers)).toEqual(new Set(['Username already exist']));
  });
});
