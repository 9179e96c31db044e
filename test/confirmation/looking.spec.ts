import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import {
  browser,
  formsIn,
  headingOf,
  openLink,
  signUpByLink,
  stateOf,
  submit,
  untilRecorded,
} from './link-signup.js';

const tables = ['users', 'pending_signups', 'one_time_codes', 'outbox_messages', 'limit_counters'];

/** As a program asks. */
const asking = (accept: string) => ({ headers: { accept, 'accept-language': 'en' } });

describe.each(engines)('Opening the link of a signup mail on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const everything = (): Promise<unknown[]> =>
    Promise.all(tables.map((table): Promise<unknown> => service.database.query(`SELECT * FROM ${table}`)));

  it('shows who signed up, where and when, and asks with two forms', async () => {
    service.clock.set(new Date('2025-11-20T09:24:05.678Z'));
    const { person, code } = await signUpByLink(service);
    const page = await openLink(service, code);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headingOf(page)).toBe('Selesaikan pendaftaran');
    expect(page.text).toContain(`<dd><bdi>${person.username}</bdi></dd>`);
    expect(page.text).toContain('<dd>ONAPPS</dd>');
    expect(page.text).toContain('<dd>20 November 2025 pukul 16.24.05 WIB</dd>');
    expect(formsIn(page)).toEqual([
      { action: 'confirm', fields: { code } },
      { action: 'confirm', fields: { code, decline: 'true' } },
    ]);
    expect(page.text).not.toContain(person.email);
  });

  it('names the house where the signup named no platform', async () => {
    const { person, code } = await signUpByLink(service);
    await service.database.query('UPDATE pending_signups SET platform = NULL WHERE email = ?', [
      person.email,
    ]);
    expect((await openLink(service, code)).text).toContain('<dd>ON Indonesia</dd>');
  });

  it('changes nothing, however often a scanner or a browser fetches it ahead', async () => {
    const { person, token, code } = await signUpByLink(service);
    await untilRecorded(service);
    const before = await everything();
    for (let time = 0; time < 20; time++) {
      expect((await openLink(service, code)).status).toBe(200);
      const head = await service.http.call('HEAD', `/signup/confirm?code=${code}`);
      expect([head.status, head.text]).toEqual([200, '']);
      const ahead = { headers: { 'sec-purpose': 'prefetch', purpose: 'prefetch' } };
      expect((await service.http.get(`/signup/confirm?code=${code}`, ahead)).status).toBe(200);
    }
    expect(await everything()).toEqual(before);
    expect(await stateOf(service, token)).toBe('pending');
    expect((await submit(service, '/signup/confirm', { code })).status).toBe(200);
    expect((await service.http.post('/auth', person)).status).toBe(200);
  });

  it.each(['application/json', 'application/json, text/plain, */*', 'text/html;q=0.5, application/json'])(
    'tells a program the same as a person, and no more (%s)',
    async (accept) => {
      service.clock.set(new Date('2025-11-20T09:24:05.678Z'));
      const { person, code } = await signUpByLink(service);
      const answer = await service.http.get(`/signup/confirm?code=${code}`, asking(accept));
      expect([answer.status, answer.headers['content-type']]).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
      expect(answer.body).toEqual({
        status: true,
        username: person.username,
        platform: 'ONAPPS',
        created_at: '2025-11-20T09:24:05.678Z',
      });
    },
  );

  it('tells a program of no platform where the signup named none', async () => {
    const { person, code } = await signUpByLink(service);
    await service.database.query('UPDATE pending_signups SET platform = NULL WHERE email = ?', [
      person.email,
    ]);
    const { body } = await service.http.get(`/signup/confirm?code=${code}`, asking('application/json'));
    expect(body['platform']).toBeNull();
  });

  it.each(['*/*', 'text/*', 'text/html, application/json', 'application/*', 'image/png', undefined])(
    'shows the page to whoever does not ask for JSON (%s)',
    async (accept) => {
      const { code } = await signUpByLink(service);
      const headers: Record<string, string> = accept === undefined ? {} : { accept };
      for (const query of [`?code=${code}`, '?code=dead']) {
        const { headers: got } = await service.http.get(`/signup/confirm${query}`, { headers });
        expect(got['content-type']).toBe('text/html; charset=utf-8');
      }
    },
  );

  it('refuses a program whatever is not open, in words of its own choice', async () => {
    const { code: used } = await signUpByLink(service);
    await service.http.post('/signup/confirm', { code: used });
    const { code: declined } = await signUpByLink(service);
    await service.http.post('/signup/confirm', { code: declined, decline: true });
    const refused = [`?code=${used}`, `?code=${declined}`, '?code=dead', '', '?code=a&code=b', '?code='];
    for (const query of refused) {
      const { status, body } = await service.http.get(`/signup/confirm${query}`, asking('application/json'));
      expect([status, body]).toEqual([400, { message: 'Invalid or expired code' }]);
      const problem = await service.http.get(
        `/signup/confirm${query}`,
        asking('application/problem+json, application/json;q=0.9'),
      );
      expect([problem.status, problem.headers['content-type'], problem.body['code']]).toEqual([
        400,
        expect.stringContaining('application/problem+json'),
        'verification.code_rejected',
      ]);
    }
  });

  it('changes nothing for a program either', async () => {
    const { code } = await signUpByLink(service);
    await untilRecorded(service);
    const before = await everything();
    for (let time = 0; time < 5; time++) {
      const json = asking('application/json');
      expect((await service.http.get(`/signup/confirm?code=${code}`, json)).status).toBe(200);
      const head = await service.http.call('HEAD', `/signup/confirm?code=${code}`, undefined, json);
      expect([head.status, head.headers['content-type'], head.text]).toEqual([
        200,
        'application/json; charset=utf-8',
        '',
      ]);
    }
    expect(await everything()).toEqual(before);
    expect((await service.http.post('/signup/confirm', { code })).status).toBe(200);
  });

  it.each([
    ['two codes', '?code=a&code=b'],
    ['an empty code', '?code='],
    ['no code', ''],
    ['a list', '?code[]=a'],
    ['a code without end', `?code=${'x'.repeat(4000)}`],
    ['NUL and what is no letter', '?code=%00%F0%9F%98%80'],
  ])('is friendly about %s', async (_what, query) => {
    const page = await service.http.get(`/signup/confirm${query}`, browser());
    expect([page.status, headingOf(page)]).toEqual([400, 'Tautan ini tidak berlaku']);
  });
});
