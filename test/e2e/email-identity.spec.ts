import { domainToASCII } from 'node:url';
import { ownTime } from '../harness/busy-machine.js';
import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered, somebody } from './people.js';
import { startSignup } from './signups.js';

/** Two spellings of one mailbox, and the one that is stored and mailed. */
const sameMailbox: readonly [string, string, string][] = [
  ['Ada@Case.Example', 'aDA@cASE.eXAMPLE', 'ada@case.example'],
  ['siti@bücher.example', 'siti@xn--bcher-kva.example', 'siti@xn--bcher-kva.example'],
  ['siti@cafe\u0301.example', 'siti@café.example', 'siti@xn--caf-dma.example'],
  ['siti@ＷＩＤＥ.example', 'siti@wide.example', 'siti@wide.example'],
  ['  around@space.example ', 'around@space.example', 'around@space.example'],
  ['budi@例え.example', 'budi@xn--r8jz45g.example', 'budi@xn--r8jz45g.example'],
];

/** Different mailboxes: only the addressed server knows what its local parts mean. */
const otherMailbox: readonly [string, string][] = [
  ['a.b@dots.example', 'ab@dots.example'],
  ['tag@plus.example', 'tag+x@plus.example'],
  ['one@sub.example', 'one@sub.sub.example'],
];

const label = 'd'.repeat(63);
const ofLength = (total: number): string => {
  const tail = `@${label}.${label}.${label}.`;
  return `l${tail}${'d'.repeat(total - tail.length - 1)}`;
};

const refused = [
  'value',
  '',
  '@',
  'a@',
  '@example.com',
  'a@b',
  'a@localhost',
  'a b@example.com',
  'a@exa mple.com',
  'a@@example.com',
  'a@b@example.com',
  '.a@example.com',
  'a.@example.com',
  'a..b@example.com',
  'a@example..com',
  'a@.example.com',
  'a@example.com.',
  'a@-example.com',
  'a@exa_mple.com',
  'a@127.0.0.1',
  'a@[127.0.0.1]',
  'a@0x7f.1',
  '"a"@example.com',
  '"a b"@example.com',
  String.raw`a\b@example.com`,
  'a(comment)@example.com',
  'a@example.com(comment)',
  'Ada <a@example.com>',
  '<a@example.com>',
  'mailto:a@example.com',
  'a@example.com,b@example.com',
  'a@example.com;b@example.com',
  'a@example.com b@example.com',
  'a@example.com\r\nBcc: b@example.com',
  'a\r\n@example.com',
  'a@example.com\u0000',
  'a@example.com\u0000.evil.example',
  'a%00@example.com/../',
  'a@example.com/path',
  'a@example.com?x',
  'a@example.com#x',
  'a@example.com:25',
  'a@%65xample.com',
  'é@example.com',
  'ａ@example.com',
  'a@раypal.example',
  `a@${domainToASCII('раypal.example')}`,
  'a@xn--zz--.example',
  'a@exam\u200Bple.com',
  'a@exam\u202Eple.com',
  `${'l'.repeat(65)}@example.com`,
  ofLength(255),
  `a@${'ü.'.repeat(40)}example`,
  `a@${'d'.repeat(64)}.example`,
  `a@${'a.'.repeat(25_000)}a`,
  `${'a@'.repeat(25_000)}a.co`,
];

describe.each(engines)('E-mail addresses on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const register = async (email: string) => {
    const reply = await service.http.post('/internal/register', somebody({ email }), { basic: demo });
    return reply.status === 200 ? 'registered' : reply.body['message'];
  };
  const isTaken = async (email: string) =>
    (await service.http.post('/check/email', { email })).status === 409;

  it.each(sameMailbox)('%s and %s are one mailbox', async (one, other, canonical) => {
    const { password } = await registered(service, { email: one });
    expect(await register(other)).toBe('Email already exist');
    expect(await isTaken(other)).toBe(true);
    const { body } = await service.http.post('/auth', { username: other, password });
    const { body: answer } = await service.http.get('/profile', { bearer: String(body['token']) });
    expect(answer['profile']).toMatchObject({ email: canonical });
  });

  it.each(otherMailbox)('%s and %s are two mailboxes', async (one, other) => {
    expect(await register(one)).toBe('registered');
    expect(await isTaken(other)).toBe(false);
    expect(await register(other)).toBe('registered');
  });

  it.each(refused.map((email) => [email.slice(0, 40), email]))('%j is none', async (_, email) => {
    const passed = ownTime();
    expect(await register(email)).toBe('Invalid email format');
    const signup = await startSignup(service, somebody({ email }), 'LINK');
    expect([signup.status, signup.body['message']]).toEqual([400, 'Invalid email format']);
    expect(await isTaken(email)).toBe(false);
    expect(passed()).toBeLessThan(500);
  });

  it('64 octets before the @ and 254 in all are an address', async () => {
    expect(await register(`${'l'.repeat(64)}@example.com`)).toBe('registered');
    expect(ofLength(254)).toHaveLength(254);
    expect(await register(ofLength(254))).toBe('registered');
  });

  it('a list of addresses is no string, so nobody else gets the mail', async () => {
    const email = ['a@example.com', 'b@example.com'] as unknown as string;
    expect(await register(email)).toBe("Property 'email' must be string");
  });

  it('mail goes to the canonical form, and to nobody else', async () => {
    const person = somebody({ email: ' Mixed.Case@BÜCHER.example ' });
    expect((await startSignup(service, person, 'LINK')).status).toBe(200);
    const [mail] = await service.mailbox('mixed.case@xn--bcher-kva.example');
    expect(mail).toMatchObject({ channel: 'mail', to: 'mixed.case@xn--bcher-kva.example' });
  });
});
