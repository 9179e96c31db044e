import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered, type Person } from './people.js';
import { pendingSignup, verify } from './signups.js';

const kinds = [
  ['/check/email', 'email', 'Email'],
  ['/check/username', 'username', 'Username'],
  ['/check/phone', 'phone_number', 'Phone number'],
] as const;

describe.each(engines)('The checks on %s', (engine) => {
  let service: Service;
  let person: Person;
  beforeAll(async () => {
    service = await startService(engine);
    person = await registered(service);
  });
  afterAll(() => service.stop());

  const ask = async (path: string, body: object) => {
    const reply = await service.http.post(path, body, { basic: demo });
    return [reply.status, reply.body];
  };

  it.each(kinds)('%s tells a free %s from a taken one', async (path, property, name) => {
    const free = { email: 'free@example.com', username: 'free', phone_number: '629999999999' }[property];
    expect(await ask(path, { [property]: free })).toEqual([
      200,
      { status: true, message: `${name} is not registered` },
    ]);
    expect(await ask(path, { [property]: person[property] })).toEqual([
      409,
      { status: false, message: `${name} is already registered` },
    ]);
  });

  it.each(kinds)(
    '%s does not count a pending signup, and counts it from its proof on',
    async (path, property) => {
      const { person: pending, token, digits } = await pendingSignup(service);
      expect((await ask(path, { [property]: pending[property] }))[0]).toBe(200);
      expect((await verify(service, token, digits)).status).toBe(200);
      expect((await ask(path, { [property]: pending[property] }))[0]).toBe(409);
    },
  );

  it.each(kinds)('%s needs %s, of the type string', async (path, property) => {
    for (const body of [{}, { [property]: null }, { [property.toUpperCase()]: 'x' }])
      expect(await ask(path, body)).toEqual([400, { message: `Must have required property '${property}'` }]);
    for (const value of [1, true, [person[property]], { a: 1 }])
      expect(await ask(path, { [property]: value })).toEqual([
        400,
        { message: `Property '${property}' must be string` },
      ]);
  });

  it.each(['value', '', 'x'.repeat(90_000), "' OR 1=1--", '%', '_', '\u0000', '\uD800', '*@*'])(
    '/check/email: %j is no address, and so not registered',
    async (email) => {
      const free = { status: true, message: 'Email is not registered' };
      expect(await ask('/check/email', { email })).toEqual([200, free]);
    },
  );

  it.each(['', 'x'.repeat(90_000), "' OR 1=1--", '%', 'person%', '\u0000', '\uD800'])(
    '/check/username: %j is nobody’s',
    async (username) => {
      const free = { status: true, message: 'Username is not registered' };
      expect(await ask('/check/username', { username })).toEqual([200, free]);
    },
  );

  it('/check/phone answers partners alone, the others everybody', async () => {
    const { http } = service;
    expect((await http.post('/check/phone', { phone_number: person.phone_number })).status).toBe(401);
    expect((await http.post('/check/email', { email: 'value' })).status).toBe(200);
    expect((await http.post('/check/username', { username: 'value' })).status).toBe(200);
  });

  it('the query is no place for what is asked', async () => {
    const reply = await service.http.post(`/check/email?email=${person.email}`, {});
    expect(reply.body).toEqual({ message: "Must have required property 'email'" });
  });
});
