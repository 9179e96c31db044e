import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxInspection } from '@app/outbox';
import { demo, type CallOptions, type Reply } from '../harness/client.js';
import type { Service } from '../harness/service.js';

/** A person who signs up by link. */
export interface Person {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly platform?: string;
  readonly mode?: 'LINK' | 'OTP';
  readonly phone_number?: string;
}

/** A signup whose message has come. */
export interface LinkSignup {
  readonly person: Person;
  /** Of the answer to `/signup`. */
  readonly token: string;
  /** Of the link in the mail. */
  readonly code: string;
  /** Of the same mail. */
  readonly digits: string;
}

let people = 0;

/** Somebody nobody has heard of yet. */
export function newPerson(over: Partial<Person> = {}): Person {
  const number = (people += 1);
  return {
    username: `person ${number}`,
    password: `secret of person ${number}`,
    email: `person${number}@example.test`,
    first_name: 'Ada',
    last_name: 'Lovelace',
    platform: 'ONAPPS',
    ...over,
  };
}

export const codeIn = (text: string): string => /\/signup\/confirm\?code=([\w-]{43})\s/.exec(text)?.[1] ?? '';
const digitsIn = (text: string): string => /\b\d{6}\b/.exec(text)?.[0] ?? '';

/** Signs somebody up and waits for the mail, the `count`th to that address. */
export async function signUpByLink(service: Service, person = newPerson(), count = 1): Promise<LinkSignup> {
  const started = await service.http.post('/signup', person, { basic: demo });
  if (started.status !== 200) throw new Error(`/signup answered ${started.status} ${started.text}`);
  const [mail] = await service.mailbox(person.email, count);
  const text = mail?.text ?? '';
  return { person, token: String(started.body['token']), code: codeIn(text), digits: digitsIn(text) };
}

/** Until the courier has written down what became of every message: it comes to the mailbox a moment earlier. */
export async function untilRecorded({ app }: Service): Promise<void> {
  const outbox = app.get(OutboxInspection);
  for (const end = Date.now() + 5000; Date.now() < end; await sleep(10))
    if ((await outbox.list({ status: 'queued', limit: 1 })).length === 0) return;
  throw new Error('A message is still waiting after 5 s');
}

/** As a browser asks. */
export const browser = (language = 'id'): CallOptions => ({
  headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': language },
});

/** Sends the form of a page as a browser does. */
export function submit(
  { http }: Service,
  path: string,
  fields: Readonly<Record<string, string>>,
  language?: string,
): Promise<Reply> {
  const { headers } = browser(language);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  return http.post(path, new URLSearchParams(fields).toString(), { headers: { ...headers, ...form } });
}

/** Opens the link of a mail. */
export const openLink = ({ http }: Service, code: string, language?: string): Promise<Reply> =>
  http.get(`/signup/confirm?code=${encodeURIComponent(code)}`, browser(language));

/** The page's heading, which is its title as well. */
export function headingOf({ text }: Reply): string {
  const heading = /<h1>([^<]*)<\/h1>/.exec(text)?.[1];
  if (heading !== /<title>([^<]*)<\/title>/.exec(text)?.[1])
    throw new Error(`No page with a heading: ${text}`);
  return heading ?? '';
}

/** Every form of a page: where it goes, and what it sends. */
export function formsIn({ text }: Reply): { action: string; fields: Record<string, string> }[] {
  return [...text.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].map(
    ([, action = '', inner = '']) => ({
      action,
      fields: Object.fromEntries(
        [...inner.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      ),
    }),
  );
}

/** How far the platform is told the signup is. */
export async function stateOf({ http }: Service, token: string): Promise<unknown> {
  return (await http.post('/signup/status', { token })).body['state'];
}

/** The status of a sign-in with that person's password. */
export async function signInStatus({ http }: Service, { username, password }: Person): Promise<number> {
  return (await http.post('/auth', { username, password })).status;
}
