import { registered, type Person } from '../e2e/people.js';
import type { Reply } from '../harness/client.js';
import { describeOnMariadb, engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { said } from './letters.js';
import { believesUs, tryToSignIn } from './owner.js';

const budget = 100;
const refused = '401 Invalid username or password';
const late = '429 Too many requests';
let made = 0;

/** One guess at somebody else each time: no counter of an account notices. */
const guess = (service: Service, address: string): Promise<Reply> =>
  tryToSignIn(service, `nobody ${++made}`, 'a wrong guess', { address });

/** Uses a network's budget up; the process that counts the failure beyond it knows. */
async function spendFrom(service: Service, address: string): Promise<void> {
  const replies = await Promise.all(Array.from({ length: budget }, () => guess(service, address)));
  expect(new Set(replies.map(said))).toEqual(new Set([refused]));
  expect(said(await guess(service, address))).toBe(refused);
}

describe.each(engines)('A network that guesses at many accounts on %s', (engine) => {
  let service: Service;
  let person: Person;
  beforeAll(async () => {
    service = await startService(engine, { env: believesUs });
    person = await registered(service);
  });
  afterAll(() => service.stop());

  const door = async (address: string): Promise<string> =>
    said(await tryToSignIn(service, person.username, person.password, { address })).slice(0, 3);

  it('is stopped after a hundred failures, with the right password too, until the minute ends', async () => {
    const address = '203.0.113.1';
    await spendFrom(service, address);
    service.clock.advance(20);
    const reply = await guess(service, address);
    expect(said(reply)).toBe(late);
    expect(reply.headers).toMatchObject({
      'retry-after': '40',
      'ratelimit-policy': '"network-failures";q=100;w=60',
    });
    expect([await door(address), await door('203.0.113.2')]).toEqual(['429', '200']);
    service.clock.advance(40);
    expect(await door(address)).toBe('200');
    expect(said(await guess(service, address))).toBe(refused);
  });

  it('is told by the first 64 bits of an IPv6 address', async () => {
    await spendFrom(service, '2001:db8:7:7::1');
    expect(await door('2001:db8:7:7:ffff::2')).toBe('429');
    expect(await door('2001:db8:7:8::1')).toBe('200');
  });

  it('is stopped no later for passwords that nobody can have', async () => {
    const address = '203.0.113.9';
    const hopeless = (): Promise<Reply> =>
      tryToSignIn(service, `nobody ${++made}`, 'x'.repeat(129), { address });
    for (let time = 0; time <= budget; time++) expect(said(await hopeless())).toBe(refused);
    expect(said(await hopeless())).toBe(late);
  });

  it('may sign in as often as it likes', async () => {
    const address = '203.0.113.3';
    for (let time = 0; time <= budget; time++) expect(await door(address)).toBe('200');
    expect(said(await guess(service, address))).toBe(refused);
  });

  it('is not stopped with RATE_LIMITS=off', async () => {
    const free = await startService(engine, { env: { ...believesUs, RATE_LIMITS: 'off' } });
    try {
      await spendFrom(free, '203.0.113.4');
      expect(said(await guess(free, '203.0.113.4'))).toBe(refused);
    } finally {
      await free.stop();
    }
  });
});

describeOnMariadb('A second replica', () => {
  it('counts together with the first, and stops the network after one failure more', async () => {
    const first = await startService('mariadb', { env: believesUs });
    const second = await startService('mariadb', { env: believesUs, beside: first });
    try {
      const address = '203.0.113.5';
      await spendFrom(first, address);
      expect(said(await guess(second, address))).toBe(refused);
      expect(said(await guess(second, address))).toBe(late);
    } finally {
      await second.stop();
      await first.stop();
    }
  });
});
