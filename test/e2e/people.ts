import { demo } from '../harness/client.js';
import type { Served } from '../harness/service.js';

let met = 0;

/** A registration as the partner routes take it. */
export interface Person {
  readonly username: string;
  readonly password: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly phone_number: string;
  readonly email: string;
}

/** Somebody no test has met yet: name, address and number are free. */
export function somebody(facts: Partial<Person> = {}): Person {
  const number = ++met;
  return {
    username: `person ${number}`,
    password: 'as typed, not a word more',
    first_name: 'Siti',
    last_name: 'Rahayu',
    phone_number: `62811${String(number).padStart(7, '0')}`,
    email: `person${number}@example.com`,
    ...facts,
  };
}

/** Somebody with an account. */
export async function registered(service: Served, facts: Partial<Person> = {}): Promise<Person> {
  const person = somebody(facts);
  const { status, text } = await service.http.post('/internal/register', person, { basic: demo });
  if (status !== 200) throw new Error(`The registration was refused: ${text}`);
  return person;
}

/** The access token of somebody with an account. */
export async function signedIn(service: Served, person?: Person): Promise<string> {
  const { username, password } = person ?? (await registered(service));
  const { body } = await service.http.post('/auth', { username, password });
  return String(body['token']);
}
