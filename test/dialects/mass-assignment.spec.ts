import { User } from '@app/users';
import { Session } from '@app/tokens';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { somebody, type Person } from '../e2e/people.js';
import { part } from '../profile/multipart.js';
import { json, multipartForm, urlencoded, type Encoded, type Fields } from './encodings.js';
import { bodies, paths, type SystemName } from './newcomers.js';

/** What no caller may set, in the words of the wire and of the code. */
const wished: Fields = {
  id: '4711471147',
  uuid: '00000000-0000-7000-8000-000000000000',
  roles: 'admin',
  is_superuser: 'true',
  isSuperuser: 'true',
  is_verified: 'false',
  isVerified: 'false',
  is_active: 'false',
  isActive: 'false',
  account_type: 'driver',
  accountType: 'driver',
  api_token: 'de305d5475b4431badb2eb6b9e546014',
  apiToken: 'de305d5475b4431badb2eb6b9e546014',
  kind: 'native',
  bio: 'x',
  dob: '1990-01-01',
  date_of_birth: '1990-01-01',
  gender: 'Perempuan',
  phone: '62999999999',
  phone_number: '62999999999',
  phoneNumber: '62999999999',
  platform: 'ONMART',
  partner_id: '1',
  partnerId: '1',
  avatar_photo_id: '00000000-0000-7000-8000-000000000000',
  deleted_at: '2020-01-01T00:00:00Z',
  deletedAt: '2020-01-01T00:00:00Z',
  created_at: '2020-01-01T00:00:00Z',
  updated_at: '2020-01-01T00:00:00Z',
  email_verified_at: '2020-01-01T00:00:00Z',
  emailVerifiedAt: '2020-01-01T00:00:00Z',
  password_hash: '$argon2id$',
  username_key: 'admin',
};
const names = Object.keys(wished);

/** Texts become what they stand for: JSON knows numbers and booleans, and could be believed. */
const typed = (): object =>
  Object.fromEntries(
    Object.entries(wished).map(([name, text]) => [
      name,
      /^(\d+|true|false)$/.test(text) ? JSON.parse(text) : text,
    ]),
  );
const pairsOf = (inName: (name: string) => string): [string, string][] =>
  Object.entries(wished).map(([name, text]) => [inName(name), text]);
const twice = (pairs: [string, string][]): [string, string][] => pairs.flatMap((pair) => [pair, pair]);
const parts = (pairs: readonly [string, string][]) => pairs.map(([name, text]) => part(name, text));
/** A multipart form may have 100 fields. */
const few = <Item>(items: readonly Item[]): Item[] => items.slice(0, 80);

const ways: Readonly<Record<string, (fields: Fields) => Encoded>> = {
  'JSON, at the root': (fields) => json({ ...typed(), ...fields }),
  'JSON, as texts': (fields) => json({ ...wished, ...fields }),
  'JSON, inside everything': (fields) =>
    json({
      ...fields,
      user: typed(),
      results: typed(),
      body: typed(),
      data: [typed()],
      constructor: { name: 'x' },
    }),
  'JSON, under keys of code': (fields) => json({ ...fields, prototype: typed(), '': typed(), '*': typed() }),
  'urlencoded, at the root': (fields) => urlencoded(fields, ...pairsOf((name) => name)),
  'urlencoded, repeated': (fields) => urlencoded(fields, ...twice(pairsOf((name) => name))),
  'urlencoded, in brackets': (fields) => urlencoded(fields, ...pairsOf((name) => `user[${name}]`)),
  'multipart, at the root': (fields) => multipartForm(fields, ...parts(pairsOf((name) => name))),
  'multipart, repeated': (fields) => multipartForm(fields, ...parts(few(twice(pairsOf((name) => name))))),
  'multipart, in brackets': (fields) => multipartForm(fields, ...parts(pairsOf((name) => `user[${name}]`))),
  'multipart, as lists': (fields) => multipartForm(fields, ...parts(pairsOf((name) => `${name}[]`))),
  'multipart, as JSON': (fields) =>
    multipartForm(fields, {
      headers: ['Content-Disposition: form-data; name="user"', 'Content-Type: application/json'],
      content: JSON.stringify(typed()),
    }),
};
const rows = Object.keys(ways).flatMap((way) =>
  (way.startsWith('multipart') ? ['account'] : ['customer', 'account']).map(
    (system) => [system as SystemName, way] as const,
  ),
);

describe.each(engines)('Mass assignment on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const register = async (system: SystemName, way: string, me: Person) => {
    const encoded = ways[way]?.({ ...(bodies[system](me) as Fields) });
    if (!encoded) throw new Error(`no way ${way}`);
    const headers = { 'content-type': encoded.contentType };
    return service.http.post(paths[system], encoded.body, { headers });
  };

  it.each(rows)('through %s changes nothing: %s', async (system, way) => {
    const me = somebody();
    const { status, text } = await register(system, way, me);
    expect(status).toBe(system === 'customer' ? 201 : 200);

    const users = service.database.getRepository(User);
    const { uuid, id, ...user } = await users.findOneByOrFail({ username: me.username });
    const now = service.clock.now();
    expect(user).toMatchObject({
      usernameKey: me.username,
      email: me.email,
      phoneNumber: null,
      roles: 'user',
      accountType: 'customer',
      platform: null,
      partnerId: null,
      isActive: true,
      isVerified: true,
      isSuperuser: false,
      emailVerifiedAt: null,
      phoneVerifiedAt: null,
      bio: null,
      dateOfBirth: null,
      gender: null,
      avatarPhotoId: null,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    });
    expect(String(id)).not.toBe(wished['id']);
    expect(uuid).not.toBe(wished['uuid']);

    const sessions = await service.database.getRepository(Session).findBy({ userId: id });
    expect(sessions.map(({ kind }) => kind)).toEqual(system === 'customer' ? ['api'] : []);
    for (const value of ['4711471147', 'admin', 'driver', wished['api_token'], '62999999999', '2020-01-01']) {
      expect(text).not.toContain(value);
    }
    expect((await service.http.get('/profile', { bearer: wished['api_token'] ?? '' })).status).toBe(401);
    expect((await service.http.post('/auth', me)).status).toBe(200);
  });

  it('has nothing left to wish for: every column that a caller does not fill is in the list', () => {
    const filled = ['id', 'uuid', 'username', 'email', 'name', 'first_name', 'last_name'];
    const columns = service.database.getMetadata(User).columns.map(({ databaseName }) => databaseName);
    const known = new Set([...names, ...filled, 'phone_verified_at']);
    expect(columns.filter((column) => !known.has(column))).toEqual([]);
  });
});
