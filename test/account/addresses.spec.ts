import { OneTimeCode } from '@app/one-time-codes';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { otherDigits } from '../e2e/signups.js';
import { basicProfile, profileForm } from '../profile/member.js';
import { letters, said } from './letters.js';
import { Owner } from './owner.js';

const dead = '400 Invalid or expired code';
let made = 0;
const newEmail = (): string => `fresh${++made}@example.org`;
const newPhone = (): string => `62899${String(++made).padStart(7, '0')}`;

describe.each(engines)('Addresses on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('change after the password and the proof, not before', async () => {
    const owner = await Owner.join(service);
    const [email, phone] = [newEmail(), newPhone()];
    const password = 'not the password';
    expect(said(await owner.post('/profile/email', { email, password }))).toBe(
      '400 Current password is wrong',
    );
    expect(said(await owner.post('/profile/phone', { phone_number: phone, password }))).toBe(
      '400 Current password is wrong',
    );
    const asked = await owner.askForEmail(email);
    expect(asked.body).toEqual({ status: true, message: 'Please check your email to confirm', exp_otp: 600 });
    expect(said(await owner.askForPhone(phone))).toBe('200 Please check your phone to confirm');
    expect(await owner.row()).toMatchObject({
      email: owner.person.email,
      phoneNumber: owner.person.phone_number,
    });

    const [byMail, bySms] = [await owner.digits(email), await owner.digits(phone)];
    const confirm = (path: string, otp: string) => owner.post(`/profile/${path}/confirm`, { otp });
    const crossed = byMail === bySms ? otherDigits(bySms) : byMail;
    expect(said(await confirm('phone', crossed))).toBe(dead);
    expect(said(await confirm('email', byMail))).toBe('200 Success update profile');
    expect(said(await confirm('phone', bySms))).toBe('200 Success update profile');
    const { body } = await owner.get('/profile');
    expect(body['profile']).toMatchObject({
      email,
      email_verified: true,
      phone_number: phone,
      phone_verified: true,
    });
    expect(said(await confirm('email', byMail))).toBe(dead);
    expect(await owner.isSignedIn()).toBe(true);
  });

  it('asked for at once are answered in turn, and one of them waits for its proof', async () => {
    const owner = await Owner.join(service);
    for (const ask of [() => owner.askForEmail(newEmail()), () => owner.askForPhone(newPhone())]) {
      const replies = await Promise.all(Array.from({ length: 10 }, ask));
      expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    }
    const { uuid: subject } = await owner.row();
    expect(await service.database.getRepository(OneTimeCode).countBy({ subject, isLive: true })).toBe(2);
  });

  it('are proven by the digits for the last one asked for, and by their own account alone', async () => {
    const [owner, stranger] = [await Owner.join(service), await Owner.join(service)];
    const [first, second] = [newEmail(), newEmail()];
    await owner.askForEmail(first);
    const old = await owner.digits(first);
    await stranger.askForEmail(newEmail());
    await owner.askForEmail(second);
    const otp = await owner.digits(second);
    const stale = old === otp ? otherDigits(otp) : old;
    expect(said(await owner.post('/profile/email/confirm', { otp: stale }))).toBe(dead);
    expect(said(await stranger.post('/profile/email/confirm', { otp }))).toBe(dead);
    expect((await owner.post('/profile/email/confirm', { otp })).status).toBe(200);
    expect((await owner.row()).email).toBe(second);
  });

  it('have digits that live 600 seconds', async () => {
    const owner = await Owner.join(service);
    const phone = newPhone();
    await owner.askForPhone(phone);
    const otp = await owner.digits(phone);
    service.clock.advance(600);
    expect(said(await owner.post('/profile/phone/confirm', { otp }))).toBe(dead);
  });

  it('cannot be guessed: after five wrong tries the right digits are dead, of a hundred at once too', async () => {
    const owner = await Owner.join(service);
    const phone = newPhone();
    await owner.askForPhone(phone);
    const otp = await owner.digits(phone);
    const confirm = (digits: string) => owner.post('/profile/phone/confirm', { otp: digits });
    const guesses = await Promise.all(Array.from({ length: 100 }, () => confirm(otherDigits(otp))));
    expect(new Set(guesses.map(said))).toEqual(new Set([dead]));
    expect(said(await confirm(otp))).toBe(dead);
    expect((await owner.row()).phoneNumber).not.toBe(phone);
  });

  it('get one message a minute, whoever asks', async () => {
    const [owner, other] = [await Owner.join(service), await Owner.join(service)];
    const email = newEmail();
    expect((await owner.askForEmail(email)).status).toBe(200);
    const refused = await owner.askForEmail(email.toUpperCase());
    expect(said(refused)).toBe('429 Too many requests');
    expect(refused.headers['retry-after']).toBe('60');
    expect((await other.askForEmail(email)).status).toBe(429);
    service.clock.advance(60);
    expect((await owner.askForEmail(email)).status).toBe(200);
  });

  it('of others are refused where proven, and so are those that are none', async () => {
    const [owner, other] = [await Owner.join(service), await Owner.join(service)];
    await other.takeEmail();
    await other.takePhone();
    expect(said(await owner.askForEmail(other.person.email))).toBe('400 Email already exist');
    expect(said(await owner.askForPhone(other.person.phone_number))).toBe('400 Phone number already exist');
    expect(said(await owner.askForEmail('no address'))).toBe('400 Invalid email format');
    expect(said(await owner.askForPhone('+62811'))).toBe('400 Invalid phone number format');
  });

  it('take a username along that was the address', async () => {
    const email = newEmail();
    const owner = await Owner.join(service, { username: email, email });
    const next = newEmail();
    await owner.takeEmail(next);
    const { body } = await owner.get('/profile');
    expect(body['profile']).toMatchObject({ username: next, email: next });
  });

  it('tell the one before by which it was replaced when it was proven, and only then', async () => {
    const [proven, unproven] = [await Owner.join(service), await Owner.join(service)];
    await proven.takeEmail();
    const [next, other] = [newEmail(), newEmail()];
    await proven.takeEmail(next);
    await unproven.takeEmail(other);
    const [mail] = await letters(service, proven.person.email, /Alamat email Anda diganti/);
    expect(mail?.text).toContain(next);
    const [plain] = await letters(service, unproven.person.email, /Alamat email akun Anda diganti/);
    expect(plain?.text).not.toContain(other);
  });

  it('set through the profile form stay unproven until their digits come back', async () => {
    const owner = await Owner.join(service);
    await owner.takePhone();
    const phone_number = newPhone();
    expect(
      (await owner.post('/update-basic-profile', profileForm(basicProfile({ phone_number })))).status,
    ).toBe(200);
    const verified = async () => (await owner.get('/profile')).body['profile'] as unknown as object;
    expect(await verified()).toMatchObject({ phone_number, phone_verified: false });
    expect(said(await owner.post('/profile/phone/confirm', { otp: '123456' }))).toBe(dead);
    expect((await owner.takePhone(phone_number)).status).toBe(200);
    expect(await verified()).toMatchObject({ phone_number, phone_verified: true });
  });
});
