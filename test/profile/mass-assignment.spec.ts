import { User } from '@app/users';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { basicProfile, Member, profileForm } from './member.js';
import { multipart, part } from './multipart.js';

/** What nobody may set, in the spellings of column, property and the other dialects. */
const forbidden = {
  id: 1,
  uuid: '00000000-0000-7000-8000-000000000000',
  roles: 'admin',
  role: 'admin',
  account_type: 'internal',
  accountType: 'internal',
  username: 'root',
  username_key: 'root',
  usernameKey: 'root',
  email: 'root@example.com',
  email_verified: true,
  email_verified_at: '2020-01-01',
  emailVerifiedAt: '2020-01-01',
  phone_verified: true,
  phone_verified_at: '2020-01-01',
  phoneVerifiedAt: '2020-01-01',
  phoneNumber: '6281111111111',
  dateOfBirth: '1950-01-01',
  password: 'abc123abc',
  password_hash: 'x',
  passwordHash: 'x',
  name: 'Root',
  first_name: 'Root',
  bio: 'x',
  platform: 'OSAS',
  partner_id: 1,
  is_active: false,
  isActive: false,
  is_verified: false,
  is_superuser: true,
  isSuperuser: true,
  avatar_photo_id: '../../etc',
  avatarPhotoId: '00000000-0000-4000-8000-000000000000',
  created_at: '1990-01-01',
  updated_at: '1990-01-01',
  deleted_at: '1990-01-01',
  deletedAt: '1990-01-01',
  api_token: 'x',
};

describe.each(engines)('A hostile basic_profile on %s', (engine) => {
  let service: Service;
  let member: Member;
  beforeAll(async () => {
    service = await startService(engine);
    member = await Member.join(service);
  });
  afterAll(() => service.stop());

  const sample = (changes: object = {}) => basicProfile({ phone_number: member.phoneNumber, ...changes });
  /** The whole row, secret included. */
  const whole = () =>
    service.database
      .getRepository(User)
      .createQueryBuilder('user')
      .addSelect('user.passwordHash')
      .where({ username: member.username })
      .getOneOrFail();
  const hostileText = (inside: string) => `${JSON.stringify(sample()).slice(0, -1)},${inside}}`;

  it('sets nothing but the three properties, wherever in the form the others stand', async () => {
    await member.update(profileForm(sample()));
    const before = await whole();
    const elsewhere = Object.entries(forbidden).slice(0, 17);
    for (const parts of [
      [part('basic_profile', JSON.stringify({ ...forbidden, ...sample() }))],
      [part('basic_profile', JSON.stringify({ ...forbidden, ...sample() }), undefined, 'application/json')],
      [
        part('basic_profile', JSON.stringify(sample())),
        ...elsewhere.map(([name, value]) => part(name, String(value))),
      ],
      [
        ...Object.entries(sample()).map(([name, value]) => part(`basic_profile[${name}]`, String(value))),
        ...elsewhere.map(([name, value]) => part(`basic_profile[${name}]`, String(value))),
      ],
    ]) {
      expect((await member.updateRaw(multipart(parts))).status).toBe(200);
      expect(await whole()).toEqual(before);
    }
  });

  it.each([
    ['as text', undefined],
    ['as a typed part', 'application/json'],
  ])('cannot reach a prototype: %s', async (_, type) => {
    for (const inside of [
      '"__proto__":{"roles":"admin"}',
      '"x":{"__proto__":{"roles":"admin"}}',
      '"x":[[{"__proto__":null}]]',
      String.raw`"\u005f_proto__":{"roles":"admin"}`,
      '"constructor":{"prototype":{"roles":"admin"}}',
    ]) {
      const { status } = await member.updateRaw(
        multipart([part('basic_profile', hostileText(inside), undefined, type)]),
      );
      expect(status).toBe(400);
      expect(({} as Record<string, unknown>)['roles']).toBeUndefined();
    }
  });

  it('cannot say one thing to us and another to a parser that takes the first of two keys', async () => {
    const { status, body } = await member.update(profileForm(hostileText('"gender":"Perempuan"')));
    expect([status, body]).toEqual([400, { message: 'Malformed request body' }]);
  });

  it.each([
    ['as text', undefined],
    ['as a typed part', 'application/json'],
  ])('cannot exhaust the stack by nesting: %s', async (_, type) => {
    const start = process.cpuUsage();
    for (const depth of [32, 500, 5000, 30_000]) {
      const text = hostileText(`"x":${'['.repeat(depth)}${']'.repeat(depth)}`);
      const { status, body } = await member.updateRaw(
        multipart([part('basic_profile', text, undefined, type)]),
      );
      expect([status, body]).toEqual([400, { message: 'Malformed request body' }]);
    }
    expect(process.cpuUsage(start).user).toBeLessThan(1_500_000);
    const shallow = hostileText(`"x":${'['.repeat(30)}${']'.repeat(30)}`);
    expect(
      (await member.updateRaw(multipart([part('basic_profile', shallow, undefined, type)]))).status,
    ).toBe(200);
  });

  it('is read as UTF-8 and as nothing else', async () => {
    const utf16 = Buffer.from(JSON.stringify(sample()), 'utf16le');
    const marked = Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(JSON.stringify(sample()))]);
    for (const content of [utf16, marked, Buffer.from([0xff, 0xfe]), Buffer.from('{"a":"\xff"}', 'latin1')]) {
      const { status, body } = await member.updateRaw(
        multipart([part('basic_profile', content, 'blob', 'application/json')]),
      );
      expect([status, body]).toEqual([400, { message: 'Malformed request body' }]);
    }
  });
});
