import { demo, type Reply } from '../harness/client.js';
import type { Served } from '../harness/service.js';
import type { Person } from '../e2e/people.js';

/** The registration of a person as each system writes it. */
export const bodies = {
  usapi: (person: Person): object => person,
  customer: ({ username, email, password }: Person): object => ({ username, email_address: email, password }),
  account: ({ username, email, password }: Person): object => ({
    name: 'Siti Rahayu Putri',
    account: username,
    email,
    password,
    password_confirm: password,
  }),
};
export type SystemName = keyof typeof bodies;
export const systemNames = Object.keys(bodies) as SystemName[];

export const paths: Readonly<Record<SystemName, string>> = {
  usapi: '/internal/register',
  customer: '/api/v1/user/register',
  account: '/api/v1/auth/register',
};

/** Registers a person through one of the systems. */
export const register = ({ http }: Served, system: SystemName, person: Person): Promise<Reply> =>
  http.post(paths[system], bodies[system](person), system === 'usapi' ? { basic: demo } : {});

/** The api token of a new customer. */
export async function customerToken(service: Served, person: Person): Promise<string> {
  const { status, body, text } = await register(service, 'customer', person);
  if (status !== 201) throw new Error(`The registration was refused: ${text}`);
  return (body as { results?: { api_token: string } }).results?.api_token ?? '';
}

const customerErrors = {
  '-1': 'Username already exists for a different account',
  '-2': 'Email address already used to register an account',
  '-3': 'Password invalid (too weak)',
  '-4': 'Missing attributes needed for registering',
} as const;

/** The whole answer of the customer system to one of its own errors. */
export function customerError(code: keyof typeof customerErrors): readonly [number, object] {
  const text = customerErrors[code];
  return [400, { results: null, message: text, error: text, error_code: Number(code), status: 400 }];
}

/** The whole answer of the customer system to what it does not foresee. */
export const customerFault = (status: number, text: string): readonly [number, object] => [
  status,
  { results: null, message: text, error: text, error_code: -100, status },
];

/** One entry of the account system's 422. */
export const fieldFault = (type: string, field: string, msg: string, input: unknown = null): object => ({
  type,
  loc: ['body', field],
  msg,
  input,
});

/** Status and body, as the expectations above have them. */
export const answer = ({ status, body }: Reply): readonly [number, object] => [status, body];
