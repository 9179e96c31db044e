import type { CallOptions } from '../harness/client.js';
import type { Served } from '../harness/service.js';
import { customerToken } from '../dialects/newcomers.js';
import { somebody } from '../e2e/people.js';
import { pendingSignup } from '../e2e/signups.js';
import { codeIn, resetCode, undoCode } from './letters.js';
import { Owner } from './owner.js';

/** Everything that opens something somewhere. */
export const kinds = [
  'access token',
  'api token',
  'refresh token',
  'signup token',
  'signup link code',
  'reset code',
  'undo code',
  'partner credentials',
  'user password',
] as const;
export type Kind = (typeof kinds)[number];

/** Where a caller can put it. */
export const places = ['Bearer', 'Basic', 'query', 'body'] as const;
export type Place = (typeof places)[number];

/** One live credential of each kind, all of people of the same service. */
export interface Credentials {
  readonly texts: Readonly<Record<Kind, string>>;
  readonly username: string;
  /** The digits that go with the signup token. */
  readonly otp: string;
}

export async function liveCredentials(service: Served): Promise<Credentials> {
  const person = somebody({ password: 'a-password-without-spaces' });
  const apiToken = await customerToken(service, person);
  const owner = await Owner.signIn(service, person, { native: true });
  await owner.takeEmail();
  await owner.takeEmail(`moved-${person.email}`);
  const { token, digits, person: newcomer } = await pendingSignup(service, {}, 'LINK');
  const [mail] = await service.mailbox(newcomer.email);
  return {
    username: person.username,
    otp: digits,
    texts: {
      'access token': owner.bearer,
      'api token': apiToken,
      'refresh token': owner.refresh,
      'signup token': token,
      'signup link code': codeIn(mail?.text),
      'reset code': await resetCode(service, `moved-${person.email}`),
      'undo code': await undoCode(service, person.email),
      'partner credentials': 'demo:demo-secret',
      'user password': person.password,
    },
  };
}

/** A request with nothing to show for itself. */
export interface Bare {
  readonly method: string;
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

const names = ['token', 'code', 'refresh_token', 'access_token', 'api_token', 'authorization'];
const everywhere = (text: string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, text]));

/** The request with a credential in one place; null where there is no such place. */
export function withCredential(
  { method, path, body }: Bare,
  place: Place,
  text: string,
  username: string,
): { readonly path: string; readonly body?: unknown; readonly options: CallOptions } | null {
  const [route = '', query = ''] = path.split('?');
  const bare = { path, ...(body && { body }) };
  if (place === 'Bearer') return { ...bare, options: { bearer: text } };
  if (place === 'Basic')
    return { ...bare, options: { basic: text.includes(':') ? text : `${username}:${text}` } };
  if (place === 'body')
    return method === 'GET' ? null : { path, body: { ...body, ...everywhere(text) }, options: {} };
  const parameters = new URLSearchParams({
    ...Object.fromEntries(new URLSearchParams(query)),
    ...everywhere(text),
  });
  return { ...bare, path: `${route}?${parameters.toString()}`, options: {} };
}
