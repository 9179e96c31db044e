import { createHash } from 'node:crypto';
import { demo, type Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import {
  browser,
  formsIn,
  headingOf,
  newPerson,
  openLink,
  signUpByLink,
  submit,
  type LinkSignup,
} from './link-signup.js';

/** Every page a signup can lead to, in the order of its life. */
async function allPages(service: Service, language = 'id'): Promise<Record<string, Reply>> {
  const confirmed = await signUpByLink(service);
  const declined = await signUpByLink(service);
  const { code } = confirmed;
  return {
    question: await openLink(service, code, language),
    unreadable: await submit(service, '/signup/confirm', { no: 'code' }, language),
    confirmed: await submit(service, '/signup/confirm', { code }, language),
    already: await openLink(service, code, language),
    declined: await submit(service, '/signup/confirm', { code: declined.code, decline: 'true' }, language),
    dead: await openLink(service, 'nothing', language),
    refused: await submit(service, '/signup/confirm', { code: 'nothing' }, language),
    again: await submit(service, '/signup/resend', { code: 'nothing' }, language),
  };
}

/** The links on the page of a confirmation and on the one after it, to a caller who names other ones. */
async function backOf(service: Service, { code }: LinkSignup, query = ''): Promise<(string | undefined)[]> {
  const headers = {
    ...browser('en').headers,
    'content-type': 'application/x-www-form-urlencoded',
    host: 'evil.example',
    referer: 'https://evil.example/',
  };
  const form = `code=${code}&return_url=https://evil.example/&platform=OSAS`;
  const now = await service.http.post(`/signup/confirm${query}`, form, { headers });
  const already = await openLink(service, code, 'en');
  return [now, already].map(({ text }) => /<a [^>]*href="([^"]*)">([^<]*)<\/a>/.exec(text)?.[0]);
}

describe('The pages of a signup', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService('sqlite', {
      env: { RETURN_URLS: 'ONAPPS=https://apps.example/welcome?a=1&b="2";OSAS=https://osas.example/' },
    });
  });
  afterAll(() => service.stop());

  it('carry a policy that lets nothing in but their own style, and are neither kept nor sniffed nor referred to', async () => {
    for (const { headers, text } of Object.values(await allPages(service))) {
      const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? '';
      const hash = createHash('sha256').update(style).digest('base64');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it('hold no script, no foreign asset and no style outside the hashed one', async () => {
    for (const { text } of Object.values(await allPages(service)))
      expect(text).not.toMatch(/<script|<img|<link|<iframe|\sstyle=|\son\w+=|@import|url\(|\ssrc=/i);
  });

  it('are whole documents in the language they say, with one heading and a title', async () => {
    for (const language of ['id', 'en'])
      for (const page of Object.values(await allPages(service, language))) {
        expect(page.text).toMatch(
          new RegExp(`^<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8">`),
        );
        expect(page.text.match(/<h1>/g)).toHaveLength(1);
        expect(page.text.match(/<main>/g)).toHaveLength(1);
        expect(headingOf(page)).toMatch(/^.{5,60}$/);
      }
  });

  it.each([
    ['id', undefined],
    ['id', 'id-ID,id;q=0.9,en;q=0.8'],
    ['id', 'fr'],
    ['id', '*'],
    ['id', 'en;q=0.3, id;q=0.4'],
    ['en', 'en'],
    ['en', 'en-GB,en;q=0.9'],
    ['en', 'fr, en;q=0.5'],
  ])('speak %s to whoever asks for %s', async (language, wish) => {
    const { code } = await signUpByLink(service);
    const headers = { accept: 'text/html', ...(wish !== undefined && { 'accept-language': wish }) };
    const page = await service.http.get(`/signup/confirm?code=${code}`, { headers });
    expect(page.text).toContain(`<html lang="${language}">`);
  });

  it('show a name as it was typed, markup and template syntax included', async () => {
    const hostile = `<b>"x'&</b> {{7*7}} \${7*7} <%=7*7%> #{7*7}`;
    const { code, person } = await signUpByLink(service, newPerson({ username: hostile }));
    const page = await openLink(service, code);
    expect(page.text).toContain(
      '<bdi>&lt;b&gt;&quot;x&#39;&amp;&lt;/b&gt; {{7*7}} ${7*7} &lt;%=7*7%&gt; #{7*7}</bdi>',
    );
    expect(page.text).not.toContain(person.username);
  });

  it.each([
    ['right-to-left override', 'ada\u202Eecalevol'],
    ['an isolate', 'ada\u2066lovelace'],
    ['a line break', 'ada\r\nlovelace'],
    ['NUL', 'ada\u0000lovelace'],
    ['a zero-width space', 'ada\u200Blovelace'],
  ])('are never asked to show %s: no such username signs up', async (_what, username) => {
    const refused = await service.http.post('/signup', newPerson({ username }), { basic: demo });
    expect(refused.status).toBe(400);
  });

  it('give a code back as it came, and as nothing else', async () => {
    const code = '"><script>alert(1)</script>';
    for (const page of [await openLink(service, code), await submit(service, '/signup/confirm', { code })]) {
      expect(page.text).not.toContain('<script>');
      expect(formsIn(page)[0]?.fields['code']).toBe('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    }
  });

  describe('the way back', () => {
    it('is the platform’s own of the settings, whatever the request says', async () => {
      const link =
        '<a class="button" href="https://apps.example/welcome?a=1&amp;b=&quot;2&quot;">Back to ONAPPS</a>';
      expect(await backOf(service, await signUpByLink(service), '?return_url=https://evil.example/')).toEqual(
        [link, link],
      );
    });

    it('is left out where the settings name none', async () => {
      const signup = await signUpByLink(service, newPerson({ platform: 'ONMART' }));
      expect(await backOf(service, signup)).toEqual([undefined, undefined]);
    });
  });
});

describe.each(engines)('The codes of a signup on %s', (engine) => {
  it('never reach the log, whatever is done with them', async () => {
    const service = await startService(engine);
    try {
      const { code, digits, token, person } = await signUpByLink(service);
      const other = await signUpByLink(service);
      await openLink(service, code);
      await service.http.call('HEAD', `/signup/confirm?code=${code}`);
      await service.http.call('PUT', `/signup/confirm?code=${code}`);
      await service.http.post('/signup/resend', { code });
      await service.http.post('/signup/verify', { token, otp: digits === '000000' ? '000001' : '000000' });
      await submit(service, '/signup/confirm', { code: other.code, decline: 'true' });
      await submit(service, '/signup/confirm', { code });
      await submit(service, '/signup/confirm', { code });
      await service.mailbox(person.email, 2);
      const { text } = service.logs;
      expect(text).toContain('/signup/confirm');
      for (const secret of [code, digits, other.code, other.digits, token, person.password, person.email])
        expect(text).not.toMatch(new RegExp(String.raw`(?<![\w-])${secret}(?![\w-])`));
    } finally {
      await service.stop();
    }
  });
});
