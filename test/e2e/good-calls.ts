import sharp from 'sharp';
import { Webhook } from 'standardwebhooks';
import { demo } from '../harness/client.js';
import type { Service } from '../harness/service.js';
import { get, post, type Call, type GoodCall } from './call.js';
import { goodAccountCalls } from './good-account-calls.js';
import { registered, signedIn, somebody } from './people.js';
import { linkCode, pendingSignup } from './signups.js';

const basic = { basic: demo };

/** The form of POST /update-basic-profile, for somebody whose number nobody else has. */
export async function profileForm(photo = true): Promise<FormData> {
  const form = new FormData();
  const { phone_number } = somebody();
  form.set(
    'basic_profile',
    JSON.stringify({ date_of_birth: '1996-10-18', gender: 'Perempuan', phone_number }),
  );
  const size = { width: 8, height: 8, channels: 3, background: 'teal' } as const;
  const bytes = await sharp({ create: size }).jpeg().toBuffer();
  if (photo) form.set('profile_img', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'image.jpg');
  return form;
}

/** SMS_RECEIPTS_SECRET of a service that takes receipts. */
export const receiptsSecret = `whsec_${Buffer.from('a secret of the gateway and ours').toString('base64')}`;

/** The gateway's report about a message, signed. */
export function receipt(id: string): Call {
  const body = JSON.stringify({ id, status: 'delivered' });
  const now = new Date();
  const headers = {
    'webhook-id': 'report',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(receiptsSecret).sign('report', now, body),
  };
  return post('/sms/receipts', body, { headers });
}

async function imageCall(service: Service): Promise<Call> {
  const bearer = await signedIn(service);
  await service.http.post('/update-basic-profile', await profileForm(), { bearer });
  return get('/profile/image/small', { bearer });
}

/** How every documented operation is called well, by its id. */
export const goodCalls: Readonly<Record<string, GoodCall>> = {
  async login(service) {
    const { username, password } = await registered(service);
    return post('/auth', { username, password });
  },
  internalRegister: async () => post('/internal/register', somebody(), basic),
  signup: async () => post('/signup', { ...somebody(), mode: 'OTP' }, basic),
  async resendSignup(service) {
    const { token } = await pendingSignup(service);
    service.clock.advance(service.settings.signup.resendCooldown);
    return post('/signup/resend', { token });
  },
  async verifySignup(service) {
    const { token, digits } = await pendingSignup(service);
    return post('/signup/verify', { token, otp: digits });
  },
  async signupStatus(service) {
    const { token } = await pendingSignup(service);
    return post('/signup/status', { token });
  },
  checkEmail: async () => post('/check/email', { email: 'nobody@example.com' }),
  checkUsername: async () => post('/check/username', { username: 'nobody has this name' }),
  checkPhone: async () => post('/check/phone', { phone_number: '629999999999' }, basic),
  async updateBasicProfile(service) {
    return post('/update-basic-profile', await profileForm(), { bearer: await signedIn(service) });
  },
  async getProfile(service) {
    return get('/profile', { bearer: await signedIn(service) });
  },
  getProfileImage: imageCall,
  async showSignupConfirmation(service) {
    return get(`/signup/confirm?code=${await linkCode(service)}`);
  },
  async confirmSignup(service) {
    return post('/signup/confirm', { code: await linkCode(service) });
  },
  async smsReceipt(service) {
    const { person } = await pendingSignup(service);
    const [sms] = await service.mailbox(person.phone_number);
    return receipt(sms?.id ?? '');
  },
  async customerRegister() {
    const { username, email, password } = somebody();
    return post('/api/v1/user/register', { username, email, password });
  },
  async accountRegister() {
    const { username: account, email, password } = somebody();
    const name = 'Siti Rahayu';
    return post('/api/v1/auth/register', { name, account, email, password, password_confirm: password });
  },
  ...goodAccountCalls,
  async jwks({ clock }) {
    // Keys that were read long ago have to be read again, for which the database is needed.
    clock.advance(60);
    return get('/.well-known/jwks.json');
  },
  healthLive: async () => get('/health/live'),
  healthReady: async () => get('/health/ready'),
};
