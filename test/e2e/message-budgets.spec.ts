import { Owner } from '../account/owner.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { somebody } from './people.js';
import { rowCounts } from './row-counts.js';
import { digitsSent, otherDigits, pendingSignup, startSignup, verify } from './signups.js';

const hour = 3600;
const cooldown = 60;
let made = 0;
const newNumber = (): string => `62877${String(++made).padStart(7, '0')}`;

describe.each(engines)('Messages with a code to one number or address on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  /** One more signup for the number, after the cooldown. */
  const askAgain = async (phone_number: string) => {
    service.clock.advance(cooldown);
    return startSignup(service, somebody({ phone_number }));
  };

  it('are five an hour, told in the headers, and then nothing is stored', async () => {
    const number = newNumber();
    for (let sent = 0; sent < 5; sent++) expect((await askAgain(number)).status).toBe(200);
    const before = await rowCounts(service);
    const { status, body, headers } = await askAgain(number);
    expect([status, body]).toEqual([429, { message: 'Too many requests' }]);
    expect(headers).toMatchObject({
      'retry-after': String(hour - cooldown),
      'ratelimit-policy': '"code-messages-hour";q=5;w=3600',
    });
    expect(await rowCounts(service)).toEqual(before);
    expect((await askAgain(newNumber())).status).toBe(200);
    service.clock.advance(hour - 2 * cooldown);
    expect((await askAgain(number)).status).toBe(200);
  });

  it('are no more than five in any hour, wherever it begins', async () => {
    const number = newNumber();
    const sent: number[] = [];
    for (let now = 0; now < 3 * hour; now += 4 * cooldown) {
      if ((await askAgain(number)).status === 200) sent.push(now);
      service.clock.advance(3 * cooldown);
    }
    const within = sent.map((begin) => sent.filter((at) => at >= begin && at < begin + hour).length);
    expect([sent.length > 5, Math.max(...within)]).toEqual([true, 5]);
  });

  it('are ten a day', async () => {
    const number = newNumber();
    for (let sent = 0; sent < 10; sent++) {
      if (sent === 5) service.clock.advance(hour);
      expect((await askAgain(number)).status).toBe(200);
    }
    service.clock.advance(2 * hour);
    const { status, headers } = await askAgain(number);
    expect([status, headers['ratelimit-policy']]).toEqual([429, '"code-messages-day";q=10;w=86400']);
    service.clock.advance(21 * hour);
    expect((await askAgain(number)).status).toBe(200);
  });

  it('count whatever they are for: signups, sending again, a change of number', async () => {
    const number = newNumber();
    const owner = await Owner.join(service);
    const { token } = await pendingSignup(service, { phone_number: number });
    const ways = [
      () => service.http.post('/signup/resend', { token }),
      () => owner.askForPhone(number),
      () => startSignup(service, somebody({ phone_number: number })),
    ];
    const statuses: number[] = [];
    for (const way of [...ways, ...ways]) {
      service.clock.advance(cooldown);
      statuses.push((await way()).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  });

  it('count for mail as for SMS', async () => {
    const { email } = somebody();
    const statuses: number[] = [];
    for (let sent = 0; sent < 6; sent++) {
      service.clock.advance(cooldown);
      statuses.push((await startSignup(service, somebody({ email }), 'LINK')).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('leave a guesser 25 tries an hour at one number, whatever the signup', async () => {
    const number = newNumber();
    const tried: string[] = [];
    for (let signup = 1; signup <= 5; signup++) {
      const person = somebody({ phone_number: number });
      service.clock.advance(cooldown);
      const token = String((await startSignup(service, person)).body['token']);
      const digits = await digitsSent(service, person, 'OTP', signup);
      for (let tries = 0; tries < 5; tries++) await verify(service, token, otherDigits(digits));
      tried.push((await verify(service, token, digits)).text);
    }
    expect(new Set(tried)).toEqual(new Set(['{"message":"Invalid or expired code"}']));
    expect((await askAgain(number)).status).toBe(429);
  });

  it('are not counted with RATE_LIMITS=off, which leaves the cooldown and the tries alone', async () => {
    const free = await startService(engine, { env: { RATE_LIMITS: 'off' } });
    try {
      const phone_number = newNumber();
      for (let sent = 0; sent < 12; sent++) {
        expect((await startSignup(free, somebody({ phone_number }))).status).toBe(200);
        expect((await startSignup(free, somebody({ phone_number }))).status).toBe(429);
        free.clock.advance(cooldown);
      }
    } finally {
      await free.stop();
    }
  });
});
