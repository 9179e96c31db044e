import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsFault } from '@app/settings';
import { engines } from '../harness/engines.js';
import { killAll } from '../harness/process.js';
import { newSignup, signUp, startSending } from '../courier/sending-service.js';
import { Installation } from '../harness/installation.js';
import { templatesWith, usual } from './message-samples.js';

/** The courier refuses SQLite before it looks at any template. */
const starts = (
  [
    { app: 'api', engine: 'sqlite' },
    { app: 'courier', engine: 'mariadb' },
  ] as const
).filter(({ engine }) => engines.includes(engine));

describe('A folder of templates', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usapi-test-templates-'));
  });
  afterEach(async () => {
    await killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  const put = (file: string, text: string | Buffer): void => writeFileSync(join(folder, file), text);
  const faultsOf = (): readonly string[] => {
    try {
      templatesWith(folder);
    } catch (fault) {
      if (fault instanceof SettingsFault) return fault.faults;
      throw fault;
    }
    return [];
  };

  it('replaces the parts it names, in their language, and leaves the others', () => {
    put('signup-link.en.subject', 'Hello <%= it.firstName %>\n');
    put('signup-digits.id.text', 'Kode: <%= it.digits %>\n\n@id.example #<%=it.digits%>\n');
    const own = templatesWith(folder);
    const builtIn = templatesWith();
    expect(own.render('signup-link', 'en', usual['signup-link'])).toEqual({
      ...builtIn.render('signup-link', 'en', usual['signup-link']),
      subject: 'Hello Ada',
    });
    expect(own.render('signup-link', 'id', usual['signup-link'])).toEqual(
      builtIn.render('signup-link', 'id', usual['signup-link']),
    );
    expect(own.render('signup-digits', 'id', usual['signup-digits']).text).toBe(
      'Kode: 042913\n\n@id.example #042913',
    );
  });

  it('escapes what it puts into HTML, as the built-in ones do', () => {
    put('account-created.en.html', '<p title="<%= it.username %>"><a href="<%= it.link %>">set</a></p>');
    const values = { ...usual['account-created'], username: '"><script>' };
    expect(templatesWith(folder).render('account-created', 'en', values).html).toBe(
      `<p title="&quot;&gt;&lt;script&gt;"><a href="${values.link}">set</a></p>`,
    );
  });

  it('is taken to the letter: quotes, backslashes and the syntax of others mean nothing', () => {
    const text = '\\n \\\\ \' " ` ${it.link} {{it.link}} %> <? it ?> <%= it.digits %> $& \u00e9\u20ac';
    put('signup-digits.en.text', text);
    expect(templatesWith(folder).render('signup-digits', 'en', usual['signup-digits']).text).toBe(
      text.replace('<%= it.digits %>', '042913'),
    );
  });

  it('may be empty, and may hold files that are hidden', () => {
    put('.gitkeep', '');
    expect(faultsOf()).toEqual([]);
  });

  it.each([
    ['signup-link.id.subject', '<% process.exit(1) %>', 'has the tag <% process.exit(1) %>'],
    ['signup-link.id.text', '<%~ it.link %>', 'has the tag <%~ it.link %>'],
    ['signup-link.id.text', '<%= it.link.constructor %>', 'has the tag'],
    ['signup-link.id.text', '<%= it["link"] %>', 'has the tag'],
    ['signup-link.id.text', "<%= it.link + include('/etc/passwd') %>", 'has the tag'],
    ['signup-link.id.text', '<%- it.link -%>', 'has the tag'],
    ['signup-link.id.text', '<%= it.link', 'has the tag <%= it.link'],
    ['signup-link.id.html', '<%= it.link %><%= it.password %>', 'names password; it may name username'],
    ['signup-digits.en.text', '<%= it.digits %> <%= it.link %>', 'names link; it may name digits'],
    ['signup-link.id.subject', 'one\ntwo', 'has several lines'],
    ['signup-link.en.html', '<p>Welcome!</p>', 'leaves out <%= it.link %>'],
    ['signup-digits.en.text', 'Welcome!', 'leaves out <%= it.digits %>'],
    ['signup-digits.en.text', 'Valid for <%= it.digitsMinutes %> minutes.', 'leaves out <%= it.digits %>'],
    ['signup-link.id.html', '<%= it.linkHours %> jam, di it.link', 'leaves out <%= it.link %>'],
    ['signup-link.en.subject', ' \n', 'is empty'],
    ['signup-digits.en.html', '<%= it.digits %>', 'is a part that this message does not have'],
    ['signup-digits.en.subject', 'x', 'is a part that this message does not have'],
    ['signup-links.en.text', 'x', 'is no template'],
    ['constructor.en.text', 'x', 'is no template'],
    ['signup-link.fr.text', 'x', 'is no template'],
    ['README', 'x', 'is no template'],
  ])('with %s saying %s is refused by name', (file, text, fault) => {
    put(file, text);
    expect(faultsOf()).toEqual([expect.stringContaining(`TEMPLATES_DIR: ${file} ${fault}`) as string]);
  });

  it('names every fault at once', () => {
    put('signup-link.id.subject', '<% x %>');
    put('signup-link.en.subject', '<% y %>');
    expect(faultsOf()).toHaveLength(2);
  });

  it('is refused when what it holds is no text, or no file', () => {
    put('signup-link.id.text', Buffer.from([0x3c, 0xff, 0xfe]));
    mkdirSync(join(folder, 'signup-link.en.text'));
    expect(faultsOf().toSorted()).toEqual([
      'TEMPLATES_DIR: signup-link.en.text cannot be read as UTF-8 text.',
      'TEMPLATES_DIR: signup-link.id.text cannot be read as UTF-8 text.',
    ]);
  });

  it('is refused when it is not there', () => {
    rmSync(folder, { recursive: true });
    expect(faultsOf()).toEqual(['TEMPLATES_DIR: names a folder that cannot be read.']);
  });

  it.each(starts)(
    'stops the start of the $app on $engine, which says why',
    async ({ app, engine }) => {
      put('signup-link.id.subject', '<% x %>');
      const installation = await Installation.on(engine);
      try {
        const { code, stderr } = await (await installation.start(app, { TEMPLATES_DIR: folder })).ended;
        expect(code).toBe(1);
        expect(stderr).toContain('TEMPLATES_DIR: signup-link.id.subject has the tag <% x %>');
      } finally {
        await installation.remove();
      }
    },
    120_000,
  );

  it('speaks for the service', async () => {
    put('signup-link.id.subject', 'Selamat datang, <%= it.firstName %>');
    const sending = await startSending('sqlite', () => ({ TEMPLATES_DIR: folder }));
    try {
      const person = newSignup('LINK');
      await signUp(sending.service, person);
      const mail = await sending.smtp.waitFor(({ recipients }) => recipients.includes(person.email));
      expect(mail.content.subject).toBe('Selamat datang, Ada');
      expect(mail.content.text).toContain('Seseorang, semoga Anda sendiri');
    } finally {
      await sending.stop();
    }
  });
});
