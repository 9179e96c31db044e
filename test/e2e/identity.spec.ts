import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered, somebody, type Person } from './people.js';

const phoneText = 'The phone number format is invalid. Please use the format: 628XXXXXXXXX';
const lengthText = "Property 'username' must be 1 to 64 characters";
const invisibleText = "Property 'username' must not contain invisible characters";

/** Two spellings of one username. */
const sameName: readonly [string, string][] = [
  ['upper', 'UPPER'],
  ['Full Width', 'Ｆｕｌｌ　Ｗｉｄｔｈ'],
  ['ﬁle', 'file'],
  ['Straße', 'STRASSE'],
  ['istanbul', 'ISTANBUL'],
  ['ırmak', 'IRMAK'],
  ['İzmir', 'i\u0307zmir'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['\u212Aelvin', 'kelvin'],
  ['composé', 'compose\u0301'],
  ['in between', 'in\u00A0between'],
  ['around', '  around\t'],
  ['x\u00B2', 'x2'],
  ['\u2121 one', 'tel one'],
];

/** Different people, though a careless collation or a careless fold takes them for one. */
const otherName: readonly [string, string][] = [
  ['cafe', 'café'],
  ['nino', 'niño'],
  ['izmit', 'İzmit'],
  ['so', 'sø'],
  ['two  spaces', 'two spaces'],
  ['nospace', 'no space'],
  ['party 😀', 'party 😁'],
  ['scope', 'ѕсоре'],
  ['a_b', 'axb'],
  ['50%', '50x'],
];

const outOfLength = ['', '   ', 'x'.repeat(65), '😀'.repeat(65), '\uFDFA'.repeat(4)];
const invisible = [
  'a\u0000b',
  'a\nb',
  'a\u200Db',
  'a\u202Eb',
  'a\u00ADb',
  'a\uE000b',
  'a\u0378b',
  'a\uD800b',
];
const refusedNames = [
  ...outOfLength.map((name) => [name, lengthText] as const),
  ...invisible.map((name) => [name, invisibleText] as const),
];

const goodPhones = ['621234567', `62${'1'.repeat(15)}`, '62123456789', '6287654321', '620000000'];
const badPhones = [
  '62123456',
  `62${'1'.repeat(16)}`,
  '08123456789',
  '+62123456789',
  '62 123456789',
  '62-123456789',
  '6212345678a',
  '62123456789\n',
  ' 62123456789',
  '62١٢٣٤٥٦٧٨٩',
  '６２１２３４５６７８９',
  '6३12345678',
  '',
  `62${'1'.repeat(50_000)}`,
];

describe.each(engines)('Identity on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const register = async (facts: Partial<Person>) => {
    const reply = await service.http.post('/internal/register', somebody(facts), { basic: demo });
    return reply.status === 200 ? 'registered' : reply.body['message'];
  };
  const checkUsername = async (username: string) =>
    (await service.http.post('/check/username', { username })).status === 409;

  it.each(sameName)('%s and %s are one username', async (one, other) => {
    const { password } = await registered(service, { username: one });
    expect(await register({ username: other })).toBe('Username already exist');
    expect(await checkUsername(other)).toBe(true);
    expect((await service.http.post('/auth', { username: other, password })).status).toBe(200);
  });

  it.each(otherName)('%s and %s are two usernames', async (one, other) => {
    await registered(service, { username: one });
    expect(await checkUsername(other)).toBe(false);
    expect(await register({ username: other })).toBe('registered');
  });

  it.each(refusedNames)('%j is no username: %s', async (username, message) => {
    expect(await register({ username })).toBe(message);
    expect(await checkUsername(username)).toBe(false);
  });

  it('64 code points are a username, whatever their bytes', async () => {
    expect(await register({ username: '😀'.repeat(64) })).toBe('registered');
    expect(await register({ username: '字'.repeat(64) })).toBe('registered');
  });

  it('a username is shown as typed, trimmed and composed', async () => {
    const { password } = await registered(service, { username: '  Ａda  Rene\u0301 ' });
    const { body } = await service.http.post('/auth', { username: 'ada  rené', password });
    const { body: answer } = await service.http.get('/profile', { bearer: String(body['token']) });
    expect(answer['profile']).toMatchObject({ username: 'Ａda  René' });
  });

  it('a username with @ is the account’s own address or none', async () => {
    const text = "Property 'username' must not contain @ unless it equals email";
    const { email } = await registered(service);
    for (const username of [email, 'else@example.com', 'a@', '@', 'a＠b.co', 'a﹫b.co', `x ${email}`])
      expect([username, await register({ username })]).toEqual([username, text]);
    const own = somebody();
    expect(await register({ ...own, username: ` ${own.email.toUpperCase()} ` })).toBe('registered');
  });

  it('/auth looks for an address with @ and for a username without, and never for the other', async () => {
    const me = await registered(service, { username: 'local part', email: 'localpart@example.com' });
    const status = async (username: string) =>
      (await service.http.post('/auth', { username, password: me.password })).status;
    expect(await status('LocalPart@EXAMPLE.com')).toBe(200);
    expect(await status('local part')).toBe(200);
    expect(await status(me.phone_number)).toBe(401);
    expect(await status('localpart')).toBe(401);
    expect(await status('local part@example.com')).toBe(401);
  });

  it.each(goodPhones)('%s is a phone number', async (phone_number) => {
    expect(await register({ phone_number })).toBe('registered');
    expect(await register({ phone_number })).toBe('Phone number already exist');
  });

  it.each(badPhones.map((phone) => [phone.slice(0, 20), phone]))(
    '%j is no phone number',
    async (_, phone_number) => {
      expect(await register({ phone_number })).toBe('Invalid phone number format');
      const options = { basic: demo };
      const signup = await service.http.post('/signup', { ...somebody(), phone_number }, options);
      expect([signup.status, signup.body['message']]).toEqual([400, phoneText]);
      const check = await service.http.post('/check/phone', { phone_number }, options);
      expect([check.status, check.body['message']]).toEqual([400, 'Invalid phone number format']);
    },
  );
});
