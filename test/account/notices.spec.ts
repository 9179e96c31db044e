import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { letters, nothingLike, reset, resetCode } from './letters.js';
import { believesUs, headersOf, Owner, tryToSignIn } from './owner.js';

const languages = ['id', 'en'] as const;
const newDevice = /dari perangkat baru|from a new device/;

describe.each(engines)('The owner of an account on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: believesUs });
  });
  afterAll(() => service.stop());

  it('hears of a sign-in from a new device, not of the first one and not of the same one again', async () => {
    const phone = { device: 'Phone/1', address: '198.51.100.7' };
    const owner = await Owner.join(service, {}, phone);
    await owner.again({ ...phone, address: '198.51.100.8' });
    const { email } = owner.person;
    expect(await nothingLike(service, email, newDevice)).toBe(true);
    await owner.again({ device: 'Thief<b>/2', address: '203.0.113.66' });
    const [mail, ...more] = await letters(service, email, newDevice);
    expect(more).toEqual([]);
    expect(mail?.text).toContain('Thief<b>/2 (203.0.113.66)');
    expect(mail?.html).not.toContain('<b>/2');
    expect(mail?.text).toContain('/password/reset');
  });

  it('does not hear of a sign-in that was refused', async () => {
    const owner = await Owner.join(service, {}, { device: 'Phone/1' });
    const { username, email } = owner.person;
    await tryToSignIn(service, username, 'wrong', { device: 'Thief/2' });
    expect(await nothingLike(service, email, newDevice)).toBe(true);
  });

  it('with a proven phone alone hears of it there, without a word of detail', async () => {
    const owner = await Owner.join(service, {}, { device: 'Phone/1' });
    await owner.takePhone();
    await owner.again({ device: 'Thief/2' });
    const [sms] = await letters(service, owner.person.phone_number, /perubahan penting/);
    expect(sms).toMatchObject({ channel: 'sms', subject: null });
    expect(sms?.text).not.toContain('Thief');
    expect(await nothingLike(service, owner.person.email, newDevice)).toBe(true);
  });

  it.each(languages)('reads in %s of all that matters', async (language) => {
    const owner = await Owner.join(service, {}, { device: 'Phone/1', language });
    const { username, password, email } = owner.person;
    await owner.takeEmail();
    const headers = headersOf({ language });
    const next = 'a wholly different sentence';
    const ask = (path: string, body: object) => owner.post(path, body, { headers });

    await owner.again({ device: 'Tablet/2', language });
    await ask('/password/change', { current_password: password, new_password: next });
    const phone_number = `62877${owner.person.phone_number.slice(5)}`;
    await ask('/profile/phone', { phone_number, password: next });
    await ask('/profile/phone/confirm', { otp: await digitsTo(phone_number) });
    await ask('/profile/email', { email: `moved-${email}`, password: next });
    await ask('/profile/email/confirm', { otp: await digitsTo(`moved-${email}`) });
    await service.http.call('DELETE', '/profile', { password: next }, { bearer: owner.bearer, headers });

    const before = (await letters(service, email, /./, 5)).map(({ subject }) => subject);
    const after = (await letters(service, `moved-${email}`, /./, 2)).map(({ subject }) => subject);
    const words = {
      id: [
        'Masuk dari perangkat baru',
        'Kata sandi Anda diganti',
        'Nomor telepon Anda diganti',
        'Alamat email Anda diganti',
        'Akun Anda akan dihapus',
      ],
      en: [
        'Sign-in from a new device',
        'Your password was changed',
        'Your phone number was changed',
        'Your e-mail address was changed',
        'Your account will be deleted',
      ],
    }[language];
    expect([...before, ...after]).toEqual(expect.arrayContaining(words));
    const [gone] = await letters(service, `moved-${email}`, /akan dihapus|will be deleted/);
    expect(gone?.text).toContain(username);

    async function digitsTo(to: string): Promise<string> {
      const [newest] = await letters(service, to, /\d{6}/);
      return /(?<!\d)\d{6}(?!\d)/.exec(newest?.text ?? '')?.[0] ?? '';
    }
  });

  it('hears of a reset', async () => {
    const { person } = await Owner.join(service);
    await reset(service, await resetCode(service, person.email), 'a wholly different sentence');
    const [mail] = await letters(service, person.email, /Kata sandi Anda diganti/);
    expect(mail?.text).toContain(person.username);
  });
});
