import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';

/** What a stranger may call themselves, and how the HTML of mail and page must spell it. */
const hostile: readonly [string, string, string][] = [
  ['markup', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['an attribute’s end', `"><img src=x onerror=alert(1)>`, '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
  ['an apostrophe’s end', `' onmouseover='alert(1)`, '&#39; onmouseover=&#39;alert(1)'],
  ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ['a comment', '<!--', '&lt;!--'],
  ['braces of a template', '{{7*7}}', '{{7*7}}'],
  ['tags of our own template', '<%= 7*7 %>', '&lt;%= 7*7 %&gt;'],
  ['raw tags of our own template', '<%~ it.digits %>', '&lt;%~ it.digits %&gt;'],
  ['tags that hold code', '<% process.exit(1) %>', '&lt;% process.exit(1) %&gt;'],
  ['a template literal', '${7*7}', '${7*7}'],
  ['a replacement pattern', '$& $1 $$ $`', '$&amp; $1 $$ $`'],
  ['backslashes', String.raw`\u003cb\u003e \n`, String.raw`\u003cb\u003e \n`],
];

describe.each(engines)('Names that are more than names, on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  let people = 0;
  const signUp = async (first_name: string, language = 'id') => {
    people += 1;
    const email = `person${people}@example.com`;
    const body = { ...samples.signup, mode: 'LINK', username: `<b>${people}</b>`, email, first_name };
    const headers = { 'accept-language': language };
    const answer = await service.http.post('/signup', body, { basic: demo, headers });
    return { answer, email };
  };
  const mailTo = async (email: string) => {
    const [mail] = await service.mailbox(email);
    return { subject: mail?.subject ?? '', text: mail?.text ?? '', html: mail?.html ?? '' };
  };

  it.each(hostile)('arrive as they are and do nothing: %s', async (_, name, escaped) => {
    const { email } = await signUp(name);
    const { text, html } = await mailTo(email);
    expect(text).toContain(`Halo ${name},`);
    expect(html).toContain(`<p>Halo <bdi>${escaped}</bdi>,</p>`);
    expect(html).toContain(`<b><bdi>&lt;b&gt;${people}&lt;/b&gt;</bdi></b>`);
    const page = (await service.http.get('/dev/mailbox')).text;
    expect(page).toContain(`Halo ${escaped},`);
    expect(page).not.toMatch(/<script|<img/i);
  });

  it('make a link to a foreign page no part of our own words', async () => {
    const { email } = await signUp('http://elsewhere.example/');
    const { html } = await mailTo(email);
    expect(html).not.toContain('href="http://elsewhere.example');
  });

  it.each([
    ['right-to-left marks', '\u202Egnp.exe', ' gnp.exe'],
    ['characters nobody sees', 'A\u200Bd\u2060a\uFEFF', 'A d a '],
    ['line and paragraph separators', 'Ada\u2028Bcc: x@y.example\u2029', 'Ada Bcc: x@y.example '],
  ])('lose %s', async (_, name, shown) => {
    const { email } = await signUp(name, 'en');
    const { text, html } = await mailTo(email);
    expect(text).toContain(`Hello ${shown},`);
    expect(html).toContain(`<p>Hello <bdi>${shown}</bdi>,</p>`);
  });

  it.each(['Ada\r\nBcc: x@y.example', 'Ada\nX', 'Ada\u0000', 'Ada\u0085X'])(
    'are refused when a control character would forge a line: %j',
    async (name) => {
      const { answer } = await signUp(name);
      expect([answer.status, answer.body]).toEqual([
        400,
        { message: "Property 'first_name' must be 1 to 100 characters" },
      ]);
    },
  );

  it('never reach the subject', async () => {
    const { email } = await signUp('<%= it.digits %>');
    expect((await mailTo(email)).subject).toBe('Konfirmasi pendaftaran ONAPPS');
  });
});
