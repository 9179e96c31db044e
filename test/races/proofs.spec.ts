import { demo } from '../harness/client.js';
import { somebody } from '../e2e/people.js';
import { otherDigits, pendingSignup, verify, type PendingSignup } from '../e2e/signups.js';
import { Fleet, fleets, tally } from './fleet.js';

const created = '200 Account has been created';
const rejected = '400 Invalid or expired code';

describe.each(fleets)('Proofs at the same moment ($engine, instances: $instances)', (fleet) => {
  let services: Fleet;
  beforeAll(async () => {
    services = await Fleet.start(fleet);
  });
  afterEach(() => services.refuseFaults());
  afterAll(() => services.stop());

  const stateOf = async ({ token }: PendingSignup): Promise<unknown> =>
    (await services.first.http.post('/signup/status', { token })).body['state'];
  const accountsOf = ({ person }: PendingSignup): Promise<number> =>
    services.count('users', 'phone_number', person.phone_number);

  it('50 with the right digits: one account', async () => {
    const signup = await pendingSignup(services.first);
    const replies = await services.storm(50, (service) => verify(service, signup.token, signup.digits));
    expect(tally(replies)).toEqual({ [created]: 1, [rejected]: 49 });
    expect(await accountsOf(signup)).toBe(1);
    expect(await stateOf(signup)).toBe('verified');
  });

  it('120 guesses: five are looked at, and then the right digits are worth nothing', async () => {
    const signup = await pendingSignup(services.first);
    const guess = otherDigits(signup.digits);
    const replies = await services.storm(120, (service) => verify(service, signup.token, guess));
    expect(tally(replies)).toEqual({ [rejected]: 120 });
    const codes: { tries: number }[] = await services.first.database.query(
      'SELECT tries FROM one_time_codes WHERE target = ?',
      [signup.person.phone_number],
    );
    expect(codes).toEqual([{ tries: 5 }]);
    expect(tally([await verify(services.first, signup.token, signup.digits)])).toEqual({ [rejected]: 1 });
    expect(await accountsOf(signup)).toBe(0);
  });

  it('the right digits among 60 guesses open at most one account, and never after the fifth try', async () => {
    const signup = await pendingSignup(services.first);
    const replies = await services.storm(60, (service, number) =>
      verify(service, signup.token, number === 30 ? signup.digits : otherDigits(signup.digits)),
    );
    const { [created]: accounts = 0, [rejected]: refusals = 0 } = tally(replies);
    expect(accounts + refusals).toBe(60);
    expect(await accountsOf(signup)).toBe(accounts);
    expect(accounts).toBeLessThanOrEqual(1);
  });

  it('20 wishes for another message: one is sent', async () => {
    const { person, token } = await pendingSignup(services.first);
    services.first.clock.advance(60);
    const replies = await services.storm(20, ({ http }) => http.post('/signup/resend', { token }));
    expect(tally(replies)).toEqual({
      '200 Please check your phone to complete registration': 1,
      '429 Too many requests': 19,
    });
    const waits = replies.filter(({ status }) => status === 429).map(({ headers }) => headers['retry-after']);
    expect(new Set(waits)).toEqual(new Set(['60']));
    expect(await services.count('outbox_messages', 'recipient', person.phone_number)).toBe(2);
    expect(await services.first.mailbox(person.phone_number, 2)).toHaveLength(2);
  });

  it('20 signups with one phone: one message is sent', async () => {
    const { phone_number } = somebody();
    const replies = await services.storm(20, ({ http }) =>
      http.post('/signup', { ...somebody({ phone_number }), mode: 'OTP' }, { basic: demo }),
    );
    expect(tally(replies)).toEqual({
      '200 Please check your phone to complete registration': 1,
      '429 Too many requests': 19,
    });
    expect(await services.count('outbox_messages', 'recipient', phone_number)).toBe(1);
    expect(await services.count('pending_signups', 'phone_number', phone_number)).toBe(1);
  });

  it('two signups of one username: one wins, and the other is told so and can go on', async () => {
    const username = `Wanted ${fleet.instances}`;
    const signups = await Promise.all([
      pendingSignup(services.first, { username }),
      pendingSignup(services.first, { username: username.toUpperCase() }),
    ]);
    const replies = await services.storm(2, (service, number) => {
      const { token = '', digits = '' } = signups[number] ?? {};
      return verify(service, token, digits);
    });
    expect(tally(replies)).toEqual({ [created]: 1, '400 Username already exist': 1 });
    expect(await services.count('users', 'username_key', username.toLowerCase())).toBe(1);
    const states = await Promise.all(signups.map(stateOf));
    expect(states.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'pending',
      'verified',
    ]);
  });

  it('a registration beside the proof of the same person: one account', async () => {
    const signup = await pendingSignup(services.first);
    const replies = await services.storm(2, (service, number) =>
      number === 0
        ? verify(service, signup.token, signup.digits)
        : service.http.post('/internal/register', signup.person, { basic: demo }),
    );
    expect(tally(replies)).toEqual({ [created]: 1, '400 Phone number already exist': 1 });
    expect(await accountsOf(signup)).toBe(1);
  });
});
