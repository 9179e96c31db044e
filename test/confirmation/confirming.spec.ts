import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import {
  headingOf,
  newPerson,
  openLink,
  signInStatus,
  signUpByLink,
  stateOf,
  submit,
  type Person,
} from './link-signup.js';

describe.each(engines)('Confirming a signup by its link on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const confirm = (code: string) => service.http.post('/signup/confirm', { code });

  const profileOf = async ({ username, password }: Person): Promise<unknown> => {
    const { body } = await service.http.post('/auth', { username, password });
    return (await service.http.get('/profile', { bearer: String(body['token']) })).body['profile'];
  };

  it('makes the account, its e-mail address proven and nothing else, and says so on a page', async () => {
    const { person, token, code } = await signUpByLink(service, newPerson({ phone_number: '6281234567' }));
    expect(await signInStatus(service, person)).toBe(401);
    const page = await submit(service, '/signup/confirm', { code });
    expect([page.status, headingOf(page)]).toEqual([200, 'Pendaftaran selesai']);
    expect(await stateOf(service, token)).toBe('verified');
    expect(await profileOf(person)).toMatchObject({
      username: person.username,
      email: person.email,
      email_verified: true,
      phone_number: '6281234567',
      phone_verified: false,
      platform: 'ONAPPS',
    });
  });

  it('answers JSON to those who do not ask for a page', async () => {
    const { person, code } = await signUpByLink(service);
    const answer = await confirm(code);
    const live: unknown = await service.database.query(
      'SELECT id FROM one_time_codes WHERE target = ? AND is_live IS NOT NULL',
      [person.email],
    );
    expect(live).toEqual([]);
    expect([answer.status, answer.body]).toEqual([
      200,
      { status: true, message: 'Account has been created' },
    ]);
    expect(await signInStatus(service, person)).toBe(200);
  });

  it.each([
    ['*/*', 'application/json; charset=utf-8'],
    ['application/json, text/html;q=0.9', 'application/json; charset=utf-8'],
    ['text/html, application/json;q=0.9', 'text/html; charset=utf-8'],
  ])('answers a form by its Accept: %s', async (accept, type) => {
    const { code } = await signUpByLink(service);
    const headers = { accept, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await service.http.post('/signup/confirm', `code=${code}`, { headers });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
  });

  it('is done once: a double click or the back button is told so kindly, a program by a refusal', async () => {
    const { code, digits, token } = await signUpByLink(service);
    await submit(service, '/signup/confirm', { code });
    for (const again of [
      await submit(service, '/signup/confirm', { code }),
      await openLink(service, code),
      await submit(service, '/signup/confirm', { code, decline: 'true' }),
    ])
      expect([again.status, headingOf(again)]).toEqual([200, 'Sudah dikonfirmasi']);
    const refused = await confirm(code);
    expect([refused.status, refused.body]).toEqual([400, { message: 'Invalid or expired code' }]);
    const declined = await service.http.post('/signup/confirm', { code, decline: true });
    expect(declined.status).toBe(400);
    expect((await service.http.post('/signup/verify', { token, otp: digits })).status).toBe(400);
    expect(await stateOf(service, token)).toBe('verified');
  });

  it('is done, too, once the digits of the mail were typed', async () => {
    const { code, digits, token } = await signUpByLink(service);
    expect((await service.http.post('/signup/verify', { token, otp: digits })).status).toBe(200);
    expect(headingOf(await openLink(service, code))).toBe('Sudah dikonfirmasi');
    expect(headingOf(await submit(service, '/signup/confirm', { code }))).toBe('Sudah dikonfirmasi');
  });

  it('tells the proven address that the account exists, and how to take it over', async () => {
    const { person, code } = await signUpByLink(service);
    await confirm(code);
    const [notice] = await service.mailbox(person.email, 2);
    expect(notice).toMatchObject({ channel: 'mail', subject: 'Akun ONAPPS Anda sudah aktif' });
    expect(notice?.text).toContain(`Akun "${person.username}" di ONAPPS sudah aktif`);
    expect(notice?.text).toContain('\nhttp://localhost:3000/password/reset\n');
    expect(notice?.html).toContain('href="http://localhost:3000/password/reset"');
  });

  it('tells the proven phone so where the phone was proven', async () => {
    const person = newPerson({ mode: 'OTP', phone_number: '628999000111' });
    const { body } = await service.http.post('/signup', person, { basic: demo });
    const [sms] = await service.mailbox('628999000111');
    const otp = /\d{6}/.exec(sms?.text ?? '')?.[0];
    expect((await service.http.post('/signup/verify', { token: body['token'], otp })).status).toBe(200);
    const [notice] = await service.mailbox('628999000111', 2);
    expect(notice).toMatchObject({ channel: 'sms', subject: null, html: null });
    expect(notice?.text).toBe(
      `Akun ${person.username} di ONAPPS sudah aktif. Bukan Anda? http://localhost:3000/password/reset`,
    );
    const toMail: unknown = await service.database.query(
      'SELECT id FROM outbox_messages WHERE recipient = ?',
      [person.email],
    );
    expect(toMail).toEqual([]);
  });
});
