import { User } from '@app/users';
import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered, signedIn, somebody } from './people.js';
import { digitsSent, verify } from './signups.js';

/** What an account has that no caller may set, in the spelling of the wire and of the code. */
const wished = {
  id: 4711,
  uuid: '00000000-0000-7000-8000-000000000000',
  roles: 'admin',
  is_superuser: true,
  isSuperuser: true,
  is_verified: false,
  isVerified: false,
  is_active: false,
  isActive: false,
  account_type: 'staff',
  accountType: 'staff',
  partner_id: 99,
  partnerId: 99,
  deleted_at: '2020-01-01T00:00:00Z',
  deletedAt: '2020-01-01T00:00:00Z',
  email_verified_at: '2020-01-01T00:00:00Z',
  emailVerifiedAt: '2020-01-01T00:00:00Z',
  phoneVerifiedAt: '2020-01-01T00:00:00Z',
  password_hash: '$argon2id$',
  passwordHash: '$argon2id$',
  avatarPhotoId: 'x',
  api_token: 'x'.repeat(32),
  createdAt: '2020-01-01T00:00:00Z',
  bio: 'x',
};
const untouched = {
  roles: 'user',
  isSuperuser: false,
  isVerified: true,
  isActive: true,
  accountType: 'customer',
  deletedAt: null,
  emailVerifiedAt: null,
  avatarPhotoId: null,
  bio: null,
};

describe.each(engines)('Mass assignment on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const stored = async (username: string): Promise<User> => {
    const user = await service.database.getRepository(User).findOneByOrFail({ username });
    expect(user.id).not.toBe(wished.id);
    expect(user.uuid).not.toBe(wished.uuid);
    expect(user.partnerId).not.toBe(wished.partnerId);
    expect(user.createdAt).toEqual(service.clock.now());
    return user;
  };

  it('changes nothing through /internal/register', async () => {
    const me = somebody();
    const reply = await service.http.post('/internal/register', { ...wished, ...me }, { basic: demo });
    expect(reply.status).toBe(200);
    expect(await stored(me.username)).toMatchObject({ ...untouched, phoneVerifiedAt: null });
    expect((await service.http.post('/auth', me)).status).toBe(200);
  });

  it('changes nothing through /signup and its proof', async () => {
    const me = somebody();
    const { body } = await service.http.post('/signup', { ...wished, ...me, mode: 'OTP' }, { basic: demo });
    const proven = await verify(service, String(body['token']), await digitsSent(service, me));
    expect(proven.status).toBe(200);
    const proof = { phoneVerifiedAt: service.clock.now() };
    expect(await stored(me.username)).toMatchObject({ ...untouched, ...proof });
  });

  it('changes nothing through the fields of the profile form, or inside basic_profile', async () => {
    const me = await registered(service);
    const bearer = await signedIn(service, me);
    const form = new FormData();
    const profile = { date_of_birth: '1996-10-18', gender: 'Perempuan', phone_number: me.phone_number };
    form.set('basic_profile', JSON.stringify({ ...wished, email: 'x@y.co', username: 'x', ...profile }));
    // The form takes 20 fields: the names of the code, which a careless mapper would copy.
    for (const [name, value] of Object.entries(wished).filter(([key]) => !key.includes('_')))
      form.set(name, String(value));
    const reply = await service.http.post('/update-basic-profile', form, { bearer });
    expect(reply.status).toBe(200);
    const expected = { ...untouched, phoneVerifiedAt: null, email: me.email, dateOfBirth: '1996-10-18' };
    expect(await stored(me.username)).toMatchObject(expected);
  });
});
