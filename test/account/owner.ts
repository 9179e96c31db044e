import { User } from '@app/users';
import type { CallOptions, Reply } from '../harness/client.js';
import type { Served } from '../harness/service.js';
import { registered, type Person } from '../e2e/people.js';
import { digitsIn } from '../e2e/signups.js';
import { letters } from './letters.js';

/** How and from where somebody signs in. `address` is believed where the service trusts this machine as a proxy. */
export interface Manner {
  readonly native?: boolean;
  readonly device?: string;
  readonly address?: string;
  readonly language?: 'id' | 'en';
}

/** Lets a test say where a request comes from. */
export const believesUs = { TRUSTED_PROXIES: '127.0.0.1/32' };

export const headersOf = ({ device, address, language }: Manner): Record<string, string> => ({
  ...(device !== undefined && { 'user-agent': device }),
  ...(address !== undefined && { 'x-forwarded-for': address }),
  ...(language !== undefined && { 'accept-language': language }),
});

/** Tries to sign in. */
export const tryToSignIn = (
  { http }: Served,
  username: string,
  password: string,
  manner: Manner = {},
): Promise<Reply> => {
  const options = { nativeApp: manner.native ?? false };
  return http.post('/auth', { username, password, options }, { headers: headersOf(manner) });
};

/** Somebody with an account, signed in on one device. */
export class Owner {
  private constructor(
    readonly service: Served,
    readonly person: Person,
    readonly bearer: string,
    readonly refresh: string,
  ) {}

  static async join(service: Served, facts: Partial<Person> = {}, manner: Manner = {}): Promise<Owner> {
    return Owner.signIn(service, await registered(service, facts), manner);
  }

  static async signIn(service: Served, person: Person, manner: Manner = {}): Promise<Owner> {
    const { status, body, text } = await tryToSignIn(service, person.username, person.password, manner);
    if (status !== 200) throw new Error(`The sign-in was refused: ${text}`);
    return new Owner(service, person, String(body['token']), body['refresh_token'] ?? '');
  }

  /** The same person on one more device. */
  again(manner: Manner = {}): Promise<Owner> {
    return Owner.signIn(this.service, this.person, manner);
  }

  get(path: string): Promise<Reply> {
    return this.service.http.get(path, { bearer: this.bearer });
  }

  post(path: string, body?: unknown, options: CallOptions = {}): Promise<Reply> {
    return this.service.http.post(path, body, { bearer: this.bearer, ...options });
  }

  delete(path: string, body?: unknown): Promise<Reply> {
    return this.service.http.call('DELETE', path, body, { bearer: this.bearer });
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.get('/profile')).status === 200;
  }

  /** What signing in comes to, with this password. */
  async door(password = this.person.password): Promise<number> {
    return (await tryToSignIn(this.service, this.person.username, password)).status;
  }

  /** Everything the table holds of the person, by the username of the beginning. */
  row(): Promise<User> {
    const { username } = this.person;
    return this.service.database.getRepository(User).findOneByOrFail({ username });
  }

  askForEmail(email: string): Promise<Reply> {
    return this.post('/profile/email', { email, password: this.person.password });
  }

  askForPhone(phone_number: string): Promise<Reply> {
    return this.post('/profile/phone', { phone_number, password: this.person.password });
  }

  /** The digits of the newest of `count` messages that prove an address. */
  async digits(to: string, count = 1): Promise<string> {
    const [newest] = await letters(this.service, to, /Kode (untuk memakai|konfirmasi)/, count);
    return digitsIn(newest?.text);
  }

  /** Asks for the address, reads its mail and proves it. */
  async takeEmail(email = this.person.email, count = 1): Promise<Reply> {
    const { status, text } = await this.askForEmail(email);
    if (status !== 200) throw new Error(`The change was refused: ${text}`);
    return this.post('/profile/email/confirm', { otp: await this.digits(email, count) });
  }

  async takePhone(phone = this.person.phone_number): Promise<Reply> {
    const { status, text } = await this.askForPhone(phone);
    if (status !== 200) throw new Error(`The change was refused: ${text}`);
    return this.post('/profile/phone/confirm', { otp: await this.digits(phone) });
  }
}
