import { demo } from '../harness/client.js';
import { somebody, type Person } from '../e2e/people.js';
import { Fleet, fleets, tally } from './fleet.js';

const created = '200 Account has been created';

/** Every letter at once in either case, as the bits of `number` say. */
const recased = (text: string, number: number): string =>
  Array.from(text, (letter, at) =>
    (number >> (at % 7)) % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase(),
  ).join('');

/** Spellings of one username: case, width, composition, spaces around it. */
const spellings: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => `  ${name} `,
  (name) => name.normalize('NFD'),
  (name) =>
    name.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  (name) => `\u3000${name.toUpperCase().normalize('NFD')}`,
];

describe.each(fleets)('Registrations at the same moment ($engine, instances: $instances)', (fleet) => {
  let services: Fleet;
  beforeAll(async () => {
    services = await Fleet.start(fleet);
  });
  afterEach(() => services.refuseFaults());
  afterAll(() => services.stop());

  const register = (count: number, person: (number: number) => Person): Promise<Record<string, number>> =>
    services
      .storm(count, ({ http }, number) => http.post('/internal/register', person(number), { basic: demo }))
      .then(tally);

  it('100 of one identity in different spellings: one account, 99 in the documented words', async () => {
    const person = somebody({ username: 'Zoë Ångström' });
    const answers = await register(100, (number) => ({
      ...person,
      username: (spellings[number % spellings.length] ?? String)(person.username),
      email: recased(person.email, number),
    }));
    expect(answers).toEqual({ [created]: 1, '400 Phone number already exist': 99 });
    expect(await services.count('users', 'phone_number', person.phone_number)).toBe(1);
  });

  it('60 of one username, else strangers: one account', async () => {
    const answers = await register(60, (number) =>
      somebody({ username: (spellings[number % spellings.length] ?? String)('Éva Müller') }),
    );
    expect(answers).toEqual({ [created]: 1, '400 Username already exist': 59 });
    expect(await services.count('users', 'username_key', 'éva müller')).toBe(1);
  });

  it('60 of one address, else strangers: one account', async () => {
    const answers = await register(60, (number) =>
      somebody({ email: recased('one.address@example.com', number) }),
    );
    expect(answers).toEqual({ [created]: 1, '400 Email already exist': 59 });
    expect(await services.count('users', 'email', 'one.address@example.com')).toBe(1);
  });

  it('60 strangers: 60 accounts', async () => {
    expect(await register(60, () => somebody())).toEqual({ [created]: 60 });
  });

  it('that overlap crosswise: whoever is refused is refused for something that an account has', async () => {
    const [one, other] = [somebody(), somebody()];
    const answers = await register(60, (number) => ({
      ...(number % 2 === 0 ? one : other),
      ...(number % 3 === 0 ? { phone_number: other.phone_number } : {}),
      ...(number % 5 === 0 ? { email: one.email } : {}),
    }));
    const { [created]: accounts = 0, ...refusals } = answers;
    expect([1, 2]).toContain(accounts);
    expect(
      Object.keys(refusals).filter(
        (words) => !/^400 (Phone number|Username|Email) already exist$/.test(words),
      ),
    ).toEqual([]);
    expect(accounts + Object.values(refusals).reduce((sum, count) => sum + count, 0)).toBe(60);
  });
});
