import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { headingOf, openLink, signInStatus, signUpByLink, stateOf, submit } from './link-signup.js';

describe.each(engines)('"This was not me" on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('ends the signup: no account comes of it, and no code of it opens anything', async () => {
    const { person, token, code, digits } = await signUpByLink(service);
    const page = await submit(service, '/signup/confirm', { code, decline: 'true' });
    expect([page.status, headingOf(page)]).toEqual([200, 'Pendaftaran dibatalkan']);
    expect(await stateOf(service, token)).toBe('expired');
    const codes: unknown = await service.database.query('SELECT is_live FROM one_time_codes');
    expect(codes).toEqual([{ is_live: null }, { is_live: null }]);
    expect((await service.http.post('/signup/confirm', { code })).status).toBe(400);
    expect((await service.http.post('/signup/verify', { token, otp: digits })).status).toBe(400);
    expect((await service.http.post('/signup/resend', { token })).status).toBe(400);
    expect(await signInStatus(service, person)).toBe(401);
    const known = await service.http.post('/check/email', { email: person.email });
    expect(known.body['message']).toBe('Email is not registered');
  });

  it('answers JSON to those who do not ask for a page', async () => {
    const { code } = await signUpByLink(service);
    const declined = await service.http.post('/signup/confirm', { code, decline: true });
    expect([declined.status, declined.body]).toEqual([
      200,
      { status: true, message: 'Registration has been declined' },
    ]);
    const again = await service.http.post('/signup/confirm', { code, decline: true });
    expect([again.status, again.body]).toEqual([400, { message: 'Invalid or expired code' }]);
  });

  it('stays said on a double click, with the back button and at a change of mind', async () => {
    const { code, token } = await signUpByLink(service);
    await submit(service, '/signup/confirm', { code, decline: 'true' });
    for (const again of [
      await submit(service, '/signup/confirm', { code, decline: 'true' }),
      await openLink(service, code),
      await submit(service, '/signup/confirm', { code }),
    ])
      expect([again.status, headingOf(again)]).toEqual([200, 'Pendaftaran dibatalkan']);
    expect(await stateOf(service, token)).toBe('expired');
  });

  it.each(['false', '', 'yes'])('is not said by decline=%s: the form’s own word is true', async (decline) => {
    const { token, code } = await signUpByLink(service);
    const answer = await submit(service, '/signup/confirm', { code, decline });
    expect(answer.status).toBe(400);
    expect(await stateOf(service, token)).toBe('pending');
  });

  it('sends nothing: there is no account to tell of, and nothing is sent again', async () => {
    const { person, code } = await signUpByLink(service);
    await submit(service, '/signup/confirm', { code, decline: 'true' });
    service.clock.advance(61);
    await submit(service, '/signup/resend', { code });
    const sent: unknown = await service.database.query(
      'SELECT type FROM outbox_messages WHERE recipient = ?',
      [person.email],
    );
    expect(sent).toEqual([{ type: 'signup-link' }]);
  });

  it('does not stand in the way of the same person’s next signup', async () => {
    const { person, code } = await signUpByLink(service);
    await submit(service, '/signup/confirm', { code, decline: 'true' });
    service.clock.advance(61);
    const next = await signUpByLink(service, person, 2);
    expect((await service.http.post('/signup/confirm', { code: next.code })).status).toBe(200);
    expect(await signInStatus(service, person)).toBe(200);
  });
});
