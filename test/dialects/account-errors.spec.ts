import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered, somebody } from '../e2e/people.js';
import { accountFields as good, twice } from './account-fields.js';
import { encodings, without, type Encoded, type Fields } from './encodings.js';
import { answer, fieldFault } from './newcomers.js';

const path = '/api/v1/auth/register';
const tooShort = (field: string, least: string, input: unknown) =>
  fieldFault('string_too_short', field, `String should have at least ${least}`, input);
const tooLong = (field: string, most: number, input: unknown) =>
  fieldFault('string_too_long', field, `String should have at most ${most} characters`, input);
const unusable = 'Value has characters that cannot be used';

describe.each(engines)('What the account system says on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const send = async ({ contentType, body }: Encoded) =>
    answer(await service.http.post(path, body, { headers: { 'content-type': contentType } }));

  describe.each(Object.entries(encodings))('to %s', (_, encode) => {
    it('200: the public fields, and no more', async () => {
      const fields = good({ account: '  Zoë Å ', email: 'ZOE@Example.COM ' });
      const [status, body] = await send(encode(fields));
      const row = await service.database.query('SELECT uuid FROM users WHERE email = ?', ['zoe@example.com']);
      expect(status).toBe(200);
      const now = service.clock
        .now()
        .toISOString()
        .replace(/\.\d+Z/, 'Z');
      // As text, because the order is the document's.
      expect(JSON.stringify(body)).toBe(
        JSON.stringify({
          name: 'Siti Rahayu',
          email: 'zoe@example.com',
          account: 'Zoë Å',
          id: row[0].uuid,
          roles: 'user',
          is_active: true,
          is_verified: true,
          is_superuser: false,
          bio: null,
          dob: null,
          phone: null,
          avatar_photo_id: null,
          deleted_at: null,
          created_at: now,
          updated_at: now,
        }),
      );
      await service.database.query('DELETE FROM users WHERE email = ?', ['zoe@example.com']);
    });

    it('422 to an empty body: every field, in the order of the document', async () => {
      const names = ['name', 'account', 'email', 'password', 'password_confirm'];
      const detail = names.map((name) => fieldFault('missing', name, 'Field required'));
      expect(await send(encode({}))).toEqual([422, { detail }]);
    });

    it('422 to many faults: one a field, in the order of the document, no password among them', async () => {
      const fields = { password_confirm: 'x', password: 'x', email: 'x', name: 'x' };
      expect(await send(encode(fields))).toEqual([
        422,
        {
          detail: [
            tooShort('name', '8 characters', 'x'),
            fieldFault('missing', 'account', 'Field required'),
            fieldFault('value_error', 'email', 'Invalid email format', 'x'),
            tooShort('password', '8 characters', null),
          ],
        },
      ]);
    });

    it.each<[string, Fields, object]>([
      ['a name of 7', { name: 'x'.repeat(7) }, tooShort('name', '8 characters', 'x'.repeat(7))],
      ['a name of 41', { name: 'x'.repeat(41) }, tooLong('name', 40, 'x'.repeat(41))],
      [
        'a name of 41 with blanks around it',
        { name: ` ${'x'.repeat(39)} ` },
        tooLong('name', 40, ` ${'x'.repeat(39)} `),
      ],
      [
        'a name over two lines',
        { name: 'Siti\nRahayu' },
        fieldFault('value_error', 'name', unusable, 'Siti\nRahayu'),
      ],
      ['an empty account', { account: '' }, tooShort('account', '1 character', '')],
      ['a blank account', { account: ' \u3000 ' }, tooShort('account', '1 character', ' \u3000 ')],
      ['an account of 33', { account: 'x'.repeat(33) }, tooLong('account', 32, 'x'.repeat(33))],
      [
        'an invisible account',
        { account: 'a\u200Db' },
        fieldFault('value_error', 'account', unusable, 'a\u200Db'),
      ],
      [
        'an account that is somebody else’s address',
        { account: 'other@example.com' },
        fieldFault(
          'value_error',
          'account',
          "Property 'account' must not contain @ unless it equals email",
          'other@example.com',
        ),
      ],
      ['an empty address', { email: '' }, fieldFault('value_error', 'email', 'Invalid email format', '')],
      [
        'an address that is none',
        { email: 'a@b' },
        fieldFault('value_error', 'email', 'Invalid email format', 'a@b'),
      ],
      [
        'an address of 255',
        { email: `a@${'y.'.repeat(125)}com` },
        tooLong('email', 254, `a@${'y.'.repeat(125)}com`),
      ],
      ['a password of 7', twice('sevench'), tooShort('password', '8 characters', null)],
      ['a password of 129', twice('x'.repeat(129)), tooLong('password', 128, null)],
      [
        'a common password',
        twice('Password123'),
        fieldFault('value_error', 'password', "Property 'password' is too common"),
      ],
      [
        'a password with a NUL',
        twice('seven\0chars'),
        fieldFault(
          'value_error',
          'password',
          "Property 'password' must be well-formed text of at most 512 bytes without NUL",
        ),
      ],
    ])('422 to %s', async (_what, changes, fault) => {
      expect(await send(encode(good(changes)))).toEqual([422, { detail: [fault] }]);
    });

    it.each<[string, Fields]>([
      ['a name of 8', { name: 'Siti Rah' }],
      ['a name of 40 code points', { name: '\u{1F600}'.repeat(40) }],
      ['an account of 32 code points and blanks', { account: ` ${'\u{1F600}'.repeat(32)} ` }],
      ['an account that is its own address', { account: 'Own@Example.com', email: 'own@example.com' }],
      ['a password of 8 code points', twice('\u{1F511}'.repeat(8))],
      ['a password of 128 that is cut and trimmed nowhere', twice(` ${'x'.repeat(126)} `)],
    ])('200 to %s', async (_what, changes) => {
      const fields = good(changes);
      expect((await send(encode(fields)))[0]).toBe(200);
      const { account: username, password } = fields;
      expect((await service.http.post('/auth', { username, password })).status).toBe(200);
      await service.database.query('DELETE FROM users WHERE email = ?', [fields['email']]);
    });

    it('400 in its own words, each only when nothing before it is wrong', async () => {
      const [one, other] = [await registered(service), await registered(service)];
      const taken = good({ account: one.username.toUpperCase(), email: other.email.toUpperCase() });
      const differing = { ...taken, password_confirm: `${taken['password']} ` };
      expect(await send(encode({ ...differing, email: 'none' }))).toMatchObject([422, {}]);
      expect(await send(encode(differing))).toEqual([400, { detail: 'Passwords do not match' }]);
      expect(await send(encode(taken))).toEqual([400, { detail: 'Account already exists' }]);
      const named = { ...taken, account: somebody().username };
      expect(await send(encode(named))).toEqual([400, { detail: 'Email already exists' }]);
    });

    it('400 to an empty repetition of the password', async () => {
      expect(await send(encode(good({ password_confirm: '' })))).toEqual([
        400,
        { detail: 'Passwords do not match' },
      ]);
      const fault = fieldFault('missing', 'password_confirm', 'Field required');
      expect(await send(encode(without(good(), 'password_confirm')))).toEqual([422, { detail: [fault] }]);
    });
  });
});
