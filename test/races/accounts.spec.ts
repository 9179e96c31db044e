import { hash } from '@node-rs/bcrypt';
import { samples } from '../harness/samples.js';
import { registered, signedIn, somebody } from '../e2e/people.js';
import { Fleet, fleets, tally } from './fleet.js';

describe.each(fleets)('People at the same moment ($engine, instances: $instances)', (fleet) => {
  let services: Fleet;
  beforeAll(async () => {
    services = await Fleet.start(fleet);
  });
  afterEach(() => services.refuseFaults());
  afterAll(() => services.stop());

  it('sign in 20 times: 20 sessions', async () => {
    const { username, password } = await registered(services.first);
    const replies = await services.storm(20, ({ http }) => http.post('/auth', { username, password }));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    const sessions: unknown[] = await services.first.database.query(
      'SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.username = ?',
      [username],
    );
    expect(sessions).toHaveLength(20);
  });

  it('sign in 20 times with a password of the earlier system: all are let in, and its hash is replaced', async () => {
    const { username, password } = await registered(services.first);
    const legacy = await hash(password, { cost: 4 });
    const { database, http } = services.first;
    await database.query('UPDATE users SET password_hash = ? WHERE username = ?', [legacy, username]);
    const replies = await services.storm(20, (service) => service.http.post('/auth', { username, password }));
    expect(tally(replies)).toEqual({ '200': 20 });
    const [row]: { password_hash: string }[] = await database.query(
      'SELECT password_hash FROM users WHERE username = ?',
      [username],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$/);
    expect((await http.post('/auth', { username, password })).status).toBe(200);
  });

  it('take one phone number into 10 profiles: one has it', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => signedIn(services.first)));
    const { phone_number } = somebody();
    const replies = await services.storm(10, ({ http }, number) => {
      const form = new FormData();
      form.set('basic_profile', JSON.stringify({ ...samples.basicProfile, phone_number }));
      return http.post('/update-basic-profile', form, { bearer: tokens[number] ?? '' });
    });
    expect(tally(replies)).toEqual({ '200 Success update profile': 1, '400 Phone number already exist': 9 });
    expect(await services.count('users', 'phone_number', phone_number)).toBe(1);
  });

  it('save one profile 20 times: each is answered, and one of them is what is kept', async () => {
    const person = await registered(services.first);
    const bearer = await signedIn(services.first, person);
    const replies = await services.storm(20, ({ http }, number) => {
      const form = new FormData();
      const date_of_birth = `1990-01-${String(number + 1).padStart(2, '0')}`;
      const { phone_number } = person;
      form.set('basic_profile', JSON.stringify({ ...samples.basicProfile, phone_number, date_of_birth }));
      return http.post('/update-basic-profile', form, { bearer });
    });
    expect(tally(replies)).toEqual({ '200 Success update profile': 20 });
    const { body } = await services.first.http.get('/profile', { bearer });
    expect(body['profile']).toMatchObject({ date_of_birth: expect.stringMatching(/^1990-01-[0-2]\d$/) });
  });
});
