import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered, somebody } from '../e2e/people.js';
import { json, urlencoded, type Encoded, type Fields } from './encodings.js';
import { answer, customerError } from './newcomers.js';

const path = '/api/v1/user/register';
const types = { json, urlencoded };

const good = (changes: Fields = {}): Fields => {
  const { username, email, password } = somebody();
  return { username, email_address: email, password, ...changes };
};

/** A registration with one or both of the names that the address has. */
const names = (email?: string, email_address?: string): Fields => ({
  username: somebody().username,
  password: 'il1kep1es',
  ...(email !== undefined && { email }),
  ...(email_address !== undefined && { email_address }),
});

describe.each(engines)('What the customer system says on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const send = async ({ contentType, body }: Encoded) =>
    answer(await service.http.post(path, body, { headers: { 'content-type': contentType } }));

  describe.each(Object.entries(types))('to %s', (type, encode) => {
    it('201: the values as they are stored, not as they were sent', async () => {
      const { username = '', email_address = '', password = '' } = good();
      const sent = {
        username: `  ${username}\u3000`,
        email_address: `  ${email_address.toUpperCase()} `,
        password,
      };
      const [status, body] = await send(encode(sent));
      const stored = await service.database.query('SELECT id FROM users WHERE email = ?', [email_address]);
      expect([status, body]).toEqual([
        201,
        {
          results: {
            id: Number(stored[0].id),
            username,
            email: email_address,
            email_address,
            account_type: 'customer',
            api_token: expect.stringMatching(/^[0-9a-f]{32}$/),
          },
          message: 'New user successfully registered',
          error: null,
          error_code: 0,
          status: 201,
        },
      ]);
    });

    it('-1 to a username that an account has, in any spelling', async () => {
      const { username } = await registered(service);
      expect(await send(encode(good({ username })))).toEqual(customerError('-1'));
      expect(await send(encode(good({ username: ` ${username.toUpperCase()}` })))).toEqual(
        customerError('-1'),
      );
    });

    it('-2 to an address that an account has, in any spelling', async () => {
      const { email } = await registered(service);
      expect(await send(encode(good({ email_address: email })))).toEqual(customerError('-2'));
      expect(await send(encode(good({ email_address: email.toUpperCase() })))).toEqual(customerError('-2'));
    });

    it.each([
      ['too short', 'sevench'],
      ['empty', ''],
      ['common', 'Password123'],
      ['too long', 'x'.repeat(129)],
      ['of too many bytes', '\u{1F511}'.repeat(129)],
      ['with a NUL', 'seven\0chars'],
    ])('-3 to a password that is %s', async (_what, password) => {
      expect(await send(encode(good({ password })))).toEqual(customerError('-3'));
    });

    it.each<[string, Fields]>([
      ['an empty username', { username: '' }],
      ['a blank username', { username: ' \u3000' }],
      ['a username of 65 characters', { username: 'x'.repeat(65) }],
      ['a username with an invisible character', { username: 'ti\u200Bm' }],
      ['a username that is somebody else’s address', { username: 'other@example.com' }],
      ['an empty address', { email_address: '' }],
      ['an address without a domain', { email_address: 'tim@' }],
      ['two addresses', { email_address: 'a@example.com,b@example.com' }],
      ['an address with a name', { email_address: 'Tim <tim@example.com>' }],
      ['an address of 255 characters', { email_address: `a@${'x'.repeat(61)}.${'y.'.repeat(94)}com` }],
    ])('-4 to %s', async (_what, changes) => {
      expect(await send(encode(good(changes)))).toEqual(customerError('-4'));
    });

    it('the first of -4, -3, -1, -2, whatever else is wrong', async () => {
      const [one, other] = [await registered(service), await registered(service)];
      const wrong: Fields = { username: one.username, email_address: other.email, password: 'password' };
      expect(await send(encode({ ...wrong, email_address: 'none' }))).toEqual(customerError('-4'));
      expect(await send(encode(wrong))).toEqual(customerError('-3'));
      expect(await send(encode({ ...wrong, password: 'il1kep1es' }))).toEqual(customerError('-1'));
      const named = { ...wrong, username: 'nobody has this', password: 'il1kep1es' };
      expect(await send(encode(named))).toEqual(customerError('-2'));
    });

    describe('about the two names of the address:', () => {
      it.each([
        ['email alone', `one@${type}.example`, undefined],
        ['email_address alone', undefined, `two@${type}.example`],
        ['both the same', `three@${type}.example`, `three@${type}.example`],
        [
          'both the same but for case and blanks',
          `FOUR@${type}.example `,
          ` four@${type.toUpperCase()}.example`,
        ],
      ])('takes %s', async (_what, email, emailAddress) => {
        const [status, body] = await send(encode(names(email, emailAddress)));
        const address = (email ?? emailAddress ?? '').trim().toLowerCase();
        expect([status, body]).toMatchObject([201, { results: { email: address, email_address: address } }]);
      });

      it.each([
        ['neither', undefined, undefined],
        ['two that differ', `five@${type}.example`, `six@${type}.example`],
        ['a good one and an empty one', `five@${type}.example`, ''],
        ['an empty one and a good one', '', `five@${type}.example`],
        ['a good one and one that is no address', `five@${type}.example`, 'five'],
        ['two that are no addresses', 'five', 'five'],
      ])('-4 to %s', async (_what, email, emailAddress) => {
        expect(await send(encode(names(email, emailAddress)))).toEqual(customerError('-4'));
      });
    });
  });

  it('takes null for a name of the address that is absent, in JSON', async () => {
    const { username, email, password } = somebody();
    const [status] = await send(json({ username, email: null, email_address: email, password }));
    expect(status).toBe(201);
    expect(await send(json({ username, email: null, email_address: null, password }))).toEqual(
      customerError('-4'),
    );
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '"text"',
    '7',
    '{"username":"a","username":"b"}',
    `{"a":${'['.repeat(40)}${']'.repeat(40)}}`,
  ])('-4 to a body that cannot be read: %s', async (body) => {
    expect(await send({ contentType: 'application/json', body })).toEqual(customerError('-4'));
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from('{"username":"\xFF"}', 'latin1'), 'application/json'],
    [
      'escaped bytes that are no UTF-8',
      'username=a&email=a@b.co&password=%FF%FE1234567',
      'application/x-www-form-urlencoded',
    ],
    ['a prototype', '__proto__=x', 'application/x-www-form-urlencoded'],
    ['101 fields', 'a=1&'.repeat(101), 'application/x-www-form-urlencoded'],
  ])('-4 to %s', async (_what, body, contentType) => {
    expect(await send({ contentType, body })).toEqual(customerError('-4'));
  });
});
