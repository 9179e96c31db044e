import { demo, type Reply } from '../harness/client.js';
import type { Served } from '../harness/service.js';
import { somebody, type Person } from './people.js';

/** A signup that waits for its proof, and the digits that were sent for it. */
export interface PendingSignup {
  readonly person: Person;
  readonly token: string;
  readonly digits: string;
}

/** The six digits of a message. The code of its link may hold six in a row, too. */
export const digitsIn = (text: string | undefined): string => {
  const digits = /(?<!\d)\d{6}(?!\d)/.exec((text ?? '').replaceAll(/https?:\S+/g, ''))?.[0];
  if (digits === undefined) throw new Error('The message has no six digits');
  return digits;
};

/** Digits that are not these. */
export const otherDigits = (digits: string): string => (digits === '000000' ? '000001' : '000000');

export const startSignup = ({ http }: Served, person: Person, mode: 'LINK' | 'OTP' = 'OTP'): Promise<Reply> =>
  http.post('/signup', { ...person, mode }, { basic: demo });

/** The digits of the newest of `count` messages to the person. */
export async function digitsSent(
  service: Served,
  person: Person,
  mode: 'LINK' | 'OTP' = 'OTP',
  count = 1,
): Promise<string> {
  const [newest] = await service.mailbox(mode === 'OTP' ? person.phone_number : person.email, count);
  return digitsIn(newest?.text);
}

export async function pendingSignup(
  service: Served,
  facts: Partial<Person> = {},
  mode: 'LINK' | 'OTP' = 'OTP',
): Promise<PendingSignup> {
  const person = somebody(facts);
  const { status, body, text } = await startSignup(service, person, mode);
  if (status !== 200) throw new Error(`The signup was refused: ${text}`);
  return { person, token: String(body['token']), digits: await digitsSent(service, person, mode) };
}

export const verify = ({ http }: Served, token: string, otp: string): Promise<Reply> =>
  http.post('/signup/verify', { token, otp });

/** The code of the link that was mailed for a new signup. */
export async function linkCode(service: Served): Promise<string> {
  const { person } = await pendingSignup(service, {}, 'LINK');
  const [mail] = await service.mailbox(person.email);
  return /\?code=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
}
