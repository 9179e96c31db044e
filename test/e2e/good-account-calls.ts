import type { Service } from '../harness/service.js';
import { get, post, remove, type GoodCall } from './call.js';
import { registered, signedIn, somebody, type Person } from './people.js';
import { digitsIn, pendingSignup, verify } from './signups.js';

const password = 'another one, just as long';

/** Somebody with a proven e-mail address. */
async function proven(service: Service): Promise<Person> {
  const { person, token, digits } = await pendingSignup(service, {}, 'LINK');
  await verify(service, token, digits);
  return person;
}

/** The code of the link to `path` in the newest mail that has one. */
async function codeMailed(service: Service, to: string, path: string, mails: number): Promise<string> {
  const link = new RegExp(`${path}\\?code=([\\w-]+)`);
  const found = (await service.mailbox(to, mails)).map(({ text }) => link.exec(text)?.[1]);
  return found.find((code) => code !== undefined) ?? '';
}

async function resetCode(service: Service): Promise<string> {
  const { email } = await registered(service);
  await service.http.post('/password/forgot', { email });
  return codeMailed(service, email, '/password/reset', 1);
}

/** A change of address that waits for its digits. */
async function pendingChange(service: Service, kind: 'email' | 'phone', person: Person) {
  const bearer = await signedIn(service, person);
  const { email, phone_number } = somebody();
  const [to, body] = kind === 'email' ? [email, { email }] : [phone_number, { phone_number }];
  await service.http.post(`/profile/${kind}`, { ...body, password: person.password }, { bearer });
  const [message] = await service.mailbox(to);
  return { bearer, otp: digitsIn(message?.text) };
}

async function undoCode(service: Service): Promise<string> {
  const person = await proven(service);
  const { bearer, otp } = await pendingChange(service, 'email', person);
  await service.http.post('/profile/email/confirm', { otp }, { bearer });
  return codeMailed(service, person.email, '/profile/email/undo', 3);
}

async function refreshToken(service: Service): Promise<string> {
  const { username, password: secret } = await registered(service);
  const options = { nativeApp: true };
  const { body } = await service.http.post('/auth', { username, password: secret, options });
  return String(body['refresh_token']);
}

/** How the operations on one's own account are called well. */
export const goodAccountCalls: Readonly<Record<string, GoodCall>> = {
  refreshToken: async (service) => post('/auth/refresh', { refresh_token: await refreshToken(service) }),
  logout: async (service) => post('/auth/logout', undefined, { bearer: await signedIn(service) }),
  logoutAll: async (service) => post('/auth/logout-all', undefined, { bearer: await signedIn(service) }),
  listSessions: async (service) => get('/auth/sessions', { bearer: await signedIn(service) }),
  async revokeSession(service) {
    const bearer = await signedIn(service);
    const { body } = await service.http.get('/auth/sessions', { bearer });
    const [session] = body['sessions'] as unknown as { id: string }[];
    return remove(`/auth/sessions/${session?.id}`, undefined, { bearer });
  },
  async forgotPassword(service) {
    const { email } = await registered(service);
    return post('/password/forgot', { email });
  },
  showPasswordReset: async (service) => get(`/password/reset?code=${await resetCode(service)}`),
  resetPassword: async (service) => post('/password/reset', { code: await resetCode(service), password }),
  async changePassword(service) {
    const person = await registered(service);
    const body = { current_password: person.password, new_password: password };
    return post('/password/change', body, { bearer: await signedIn(service, person) });
  },
  async deleteProfile(service) {
    const person = await registered(service);
    return remove('/profile', { password: person.password }, { bearer: await signedIn(service, person) });
  },
  async changeEmail(service) {
    const person = await registered(service);
    const body = { email: somebody().email, password: person.password };
    return post('/profile/email', body, { bearer: await signedIn(service, person) });
  },
  async confirmEmail(service) {
    const { bearer, otp } = await pendingChange(service, 'email', await registered(service));
    return post('/profile/email/confirm', { otp }, { bearer });
  },
  async changePhone(service) {
    const person = await registered(service);
    const body = { phone_number: somebody().phone_number, password: person.password };
    return post('/profile/phone', body, { bearer: await signedIn(service, person) });
  },
  async confirmPhone(service) {
    const { bearer, otp } = await pendingChange(service, 'phone', await registered(service));
    return post('/profile/phone/confirm', { otp }, { bearer });
  },
  showEmailUndo: async (service) => get(`/profile/email/undo?code=${await undoCode(service)}`),
  undoEmailChange: async (service) => post('/profile/email/undo', { code: await undoCode(service) }),
  exportProfile: async (service) => get('/profile/export', { bearer: await signedIn(service) }),
};
