import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { somebody } from '../e2e/people.js';
import { profileForm } from '../profile/member.js';
import { register, systemNames } from './newcomers.js';

/** What the profile says of the names, by the system that asked for them. */
const namesOf = {
  usapi: () => ({ name: 'Siti Rahayu', first_name: 'Siti', last_name: 'Rahayu' }),
  customer: (username: string) => ({ name: username, first_name: username, last_name: null }),
  account: () => ({ name: 'Siti Rahayu Putri', first_name: 'Siti', last_name: 'Rahayu Putri' }),
};

describe.each(engines)('A person of each system on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it.each(systemNames)(
    '%s: signs in at /auth by name and by address, reads the profile, updates it',
    async (system) => {
      const { http } = service;
      const me = somebody();
      expect((await register(service, system, me)).status).toBeLessThan(300);
      const { password } = me;
      for (const username of [me.username, me.username.toUpperCase(), me.email, me.email.toUpperCase()]) {
        const { status, body } = await http.post('/auth', { username, password });
        expect([status, Object.keys(body)]).toEqual([200, ['token']]);
      }
      const { body: signedIn } = await http.post('/auth', {
        username: me.email,
        password,
        options: { nativeApp: true },
      });
      const bearer = String(signedIn['token']);

      const before = await http.get('/profile', { bearer });
      const phone = system === 'usapi' ? me.phone_number : null;
      expect(before.body['profile']).toMatchObject({
        username: me.username,
        email: me.email,
        email_verified: false,
        phone_number: phone,
        account_type: 'customer',
        platform: null,
        ...namesOf[system](me.username),
      });

      const change = { date_of_birth: '1996-10-18', gender: 'Perempuan', phone_number: me.phone_number };
      expect((await http.post('/update-basic-profile', profileForm(change), { bearer })).status).toBe(200);
      const after = await http.get('/profile', { bearer });
      expect(after.body['profile']).toMatchObject({ ...change, ...namesOf[system](me.username) });
    },
  );

  it.each([
    ['Test User', 'Test', 'User'],
    ['Siti Nurhaliza binti Tarudin', 'Siti', 'Nurhaliza binti Tarudin'],
    ['Sukarnoputra', 'Sukarnoputra', null],
    ['  Siti   Rahayu  ', 'Siti', 'Rahayu'],
    ['Siti  van  der Aa', 'Siti', 'van  der Aa'],
    ['Siti\u00A0Rahayu', 'Siti\u00A0Rahayu', null],
    ['        ', '        ', null],
    ['Zoe\u0308 Rahayu', 'Zoe\u0308', 'Rahayu'],
    [
      '\u{1F600}\u{1F600} \u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}',
      '\u{1F600}\u{1F600}',
      '\u{1F600}'.repeat(5),
    ],
  ])('account: the name %j reads back as given, and as %j and %j', async (name, first_name, last_name) => {
    const { username: account, email, password } = somebody();
    const body = { name, account, email, password, password_confirm: password };
    const registered = await service.http.post('/api/v1/auth/register', body);
    expect([registered.status, registered.body['name']]).toEqual([200, name]);
    const { body: signedIn } = await service.http.post('/auth', { username: account, password });
    const { body: read } = await service.http.get('/profile', { bearer: String(signedIn['token']) });
    expect(read['profile']).toMatchObject({ name, first_name, last_name });
  });
});
