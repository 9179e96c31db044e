import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { somebody, type Person } from '../e2e/people.js';
import { pendingSignup, verify } from '../e2e/signups.js';
import { answer, customerError, register, systemNames, type SystemName } from './newcomers.js';

type Registrar = SystemName | 'signup';
const registrars: readonly Registrar[] = [...systemNames, 'signup'];

const taken: Readonly<Record<SystemName, Readonly<Record<'username' | 'email', readonly [number, object]>>>> =
  {
    usapi: {
      username: [400, { message: 'Username already exist' }],
      email: [400, { message: 'Email already exist' }],
    },
    customer: { username: customerError('-1'), email: customerError('-2') },
    account: {
      username: [400, { detail: 'Account already exists' }],
      email: [400, { detail: 'Email already exists' }],
    },
  };

const pairs = registrars.flatMap((first) => systemNames.map((second) => [first, second] as const));

describe.each(engines)('One name space for all systems on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  /** Somebody who came through that system. */
  async function newcomer(through: Registrar): Promise<Person> {
    const person = somebody({ username: `Zoë ${somebody().username}` });
    if (through === 'signup') {
      const { token, digits } = await pendingSignup(service, person);
      await verify(service, token, digits);
    } else await register(service, through, person);
    const { status } = await service.http.post('/check/email', { email: person.email });
    if (status !== 409) throw new Error(`${through} did not register ${person.username}`);
    return person;
  }
  const refusal = async (system: SystemName, person: Person) =>
    answer(await register(service, system, person));

  it.each(pairs)(
    'whoever came through %s is known to %s, which says so in its own words',
    async (first, second) => {
      const one = await newcomer(first);
      const other = await newcomer(first);
      const { username, email } = taken[second];
      for (const spelling of [
        one.username,
        ` ${one.username.toUpperCase()} `,
        one.username.normalize('NFD'),
      ]) {
        expect(await refusal(second, somebody({ username: spelling }))).toEqual(username);
      }
      for (const spelling of [one.email, ` ${one.email.toUpperCase()} `]) {
        expect(await refusal(second, somebody({ email: spelling }))).toEqual(email);
      }
      const both = somebody({ username: one.username, email: other.email });
      expect(await refusal(second, both)).toEqual(username);
    },
  );

  it.each(systemNames)('%s makes a person that a signup and the checks know', async (system) => {
    const { username, email } = await newcomer(system);
    const { http } = service;
    const { phone_number, ...person } = somebody({ username, email });
    const refused = await http.post('/signup', { ...person, mode: 'LINK' }, { basic: 'demo:demo-secret' });
    expect(answer(refused)).toEqual(taken.usapi.username);
    expect((await http.post('/check/username', { username })).status).toBe(409);
    expect((await http.post('/check/email', { email })).status).toBe(409);
    expect(phone_number).toBeDefined();
  });

  it.each(['customer', 'account'] as const)(
    'a signup that waits reserves nothing from %s, and loses to it',
    async (system) => {
      const { person, token, digits } = await pendingSignup(service);
      const { phone_number: _, ...me } = person;
      const faster = { ...me, phone_number: '' };
      expect((await register(service, system, faster)).status).toBeLessThan(300);
      expect(answer(await verify(service, token, digits))).toEqual(taken.usapi.username);
    },
  );
});
