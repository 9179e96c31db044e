import { User } from '@app/users';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { somebody } from './people.js';
import { rowCounts } from './row-counts.js';
import { digitsSent, otherDigits, pendingSignup, startSignup, verify } from './signups.js';

const created = [200, { status: true, message: 'Account has been created' }];
const rejected = [400, { message: 'Invalid or expired code' }];

describe.each(engines)('The proof of a signup on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const prove = async (token: string, otp: string) => {
    const { status, body } = await verify(service, token, otp);
    return [status, body];
  };
  const resend = async (token: string) => {
    const { status, body } = await service.http.post('/signup/resend', { token });
    return [status, body];
  };
  const state = async (token: string) => (await service.http.post('/signup/status', { token })).body['state'];
  const account = (username: string) => service.database.getRepository(User).findOneBy({ username });

  it('is proven once: the same digits again are worth nothing', async () => {
    const { token, digits } = await pendingSignup(service);
    expect(await prove(token, digits)).toEqual(created);
    expect(await prove(token, digits)).toEqual(rejected);
    service.clock.advance(60);
    expect(await resend(token)).toEqual(rejected);
  });

  it('is not proven by the right digits after five wrong ones', async () => {
    const { person, token, digits } = await pendingSignup(service);
    for (let tries = 0; tries < 5; tries++) expect(await prove(token, otherDigits(digits))).toEqual(rejected);
    expect(await prove(token, digits)).toEqual(rejected);
    expect(await account(person.username)).toBeNull();
    service.clock.advance(60);
    expect((await resend(token))[0]).toBe(200);
    expect(await prove(token, await digitsSent(service, person, 'OTP', 2))).toEqual(created);
  });

  it('is proven by the right digits after four wrong ones', async () => {
    const { token, digits } = await pendingSignup(service);
    for (let tries = 0; tries < 4; tries++) expect(await prove(token, otherDigits(digits))).toEqual(rejected);
    expect(await prove(token, digits)).toEqual(created);
  });

  it.each([
    [599, created],
    [600, rejected],
    [601, rejected],
  ])('%d seconds later is answered %j: digits live 600, those of a mail, too', async (seconds, answer) => {
    for (const mode of ['OTP', 'LINK'] as const) {
      const { token, digits } = await pendingSignup(service, {}, mode);
      service.clock.advance(seconds);
      expect(await prove(token, digits)).toEqual(answer);
    }
  });

  it('is done with its token at exp: nothing is proven and nothing sent again', async () => {
    const { person, token } = await pendingSignup(service);
    service.clock.advance(1799);
    expect((await resend(token))[0]).toBe(200);
    const digits = await digitsSent(service, person, 'OTP', 2);
    service.clock.advance(1);
    expect(await prove(token, digits)).toEqual(rejected);
    service.clock.advance(60);
    expect(await resend(token)).toEqual(rejected);
    expect(await state(token)).not.toBe('verified');
  });

  it('is over after a day', async () => {
    const { token } = await pendingSignup(service, {}, 'LINK');
    service.clock.advance(24 * 3600);
    expect(await state(token)).toBe('expired');
  });

  it('that is sent again kills the digits sent before', async () => {
    const { person, token, digits } = await pendingSignup(service);
    service.clock.advance(60);
    const [status, body] = await resend(token);
    expect(status).toBe(200);
    expect(Object.keys(body as object)).toEqual(['status', 'message', 'exp', 'exp_otp']);
    const newer = await digitsSent(service, person, 'OTP', 2);
    const dead = newer === digits ? otherDigits(newer) : digits;
    expect(await prove(token, dead)).toEqual(rejected);
    expect(await prove(token, newer)).toEqual(created);
  });

  it('within the cooldown of its destination is refused, and nothing is stored', async () => {
    const { person, token, digits } = await pendingSignup(service);
    const before = await rowCounts(service);
    const tooMany = [429, { message: 'Too many requests' }];
    service.clock.advance(59);
    const again = await startSignup(service, somebody({ phone_number: person.phone_number }));
    expect([again.status, again.body]).toEqual(tooMany);
    expect(await resend(token)).toEqual(tooMany);
    expect(await rowCounts(service)).toEqual(before);
    expect(await prove(token, digits)).toEqual(created);
  });
});
