import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { codeIn, newPerson, signUpByLink, submit } from './link-signup.js';

const hour = 3600;
const day = 24 * hour;

describe.each(engines)('A message that is sent again late on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: { SIGNUP_TTL: '172800' } });
  });
  afterAll(() => service.stop());

  it('promises no more than is left of the signup, in the mail and in the answer', async () => {
    const { person, token } = await signUpByLink(service);
    service.clock.advance(day - 2.5 * hour);
    const { status, body } = await service.http.post('/signup/resend', { token });
    expect([status, body['exp_otp']]).toEqual([200, 2.5 * hour]);
    const [mail] = await service.mailbox(person.email, 2);
    expect(mail?.text).toContain('berlaku 2 jam');
    expect(mail?.text).toContain('berlaku 10 menit');
    const link = codeIn(mail?.text ?? '');
    service.clock.advance(2.5 * hour - 1);
    expect((await submit(service, '/signup/confirm', { code: link })).status).toBe(200);
  });

  it('tells who comes by an old link the same as ever', async () => {
    const { person, code } = await signUpByLink(service);
    service.clock.advance(day - hour);
    const { body } = await service.http.post('/signup/resend', { code });
    expect(body['exp_otp']).toBe(5 * hour);
    const [mail] = await service.mailbox(person.email, 2);
    expect(mail?.text).toContain('berlaku 1 jam');
  });

  it('is not sent when not even an hour is left for a link', async () => {
    const { person, token, code } = await signUpByLink(service);
    service.clock.advance(day - hour + 1);
    expect((await service.http.post('/signup/resend', { code })).status).toBe(200);
    const refused = await service.http.post('/signup/resend', { token });
    expect([refused.status, refused.body]).toEqual([400, { message: 'Invalid or expired code' }]);
    const sent: unknown[] = await service.database.query(
      'SELECT id FROM outbox_messages WHERE recipient = ?',
      [person.email],
    );
    expect(sent).toHaveLength(1);
  });

  it('is sent to a phone as long as digits have a minute', async () => {
    const person = newPerson({ mode: 'OTP', phone_number: '628777000111' });
    const { body } = await service.http.post('/signup', person, { basic: demo });
    const token = String(body['token']);
    await service.mailbox('628777000111');
    service.clock.advance(day - 119);
    const again = await service.http.post('/signup/resend', { token });
    expect([again.status, again.body['exp_otp']]).toEqual([200, 119]);
    const [sms] = await service.mailbox('628777000111', 2);
    expect(sms?.text).toContain('Berlaku 1 menit');
    service.clock.advance(60);
    expect((await service.http.post('/signup/resend', { token })).status).toBe(400);
  });
});
