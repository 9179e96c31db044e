import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readabilityOf } from '../confirmation/readability.js';
import { describeInBrowser, openBrowser } from '../harness/browser.js';
import { engines } from '../harness/engines.js';
import { Replicas } from '../harness/replicas.js';
import { startService, type Served } from '../harness/service.js';
import { registered } from '../e2e/people.js';
import { letters, undoCode } from './letters.js';
import { Owner } from './owner.js';

/** A folder for pictures of every page, for eyes to judge; unset, none are taken. */
const pictures = process.env['USAPI_TEST_SCREENSHOTS'];
const fresh = 'a wholly different sentence';

interface House {
  readonly service: Served;
  readonly origin: string;
}

async function inThisProcess(): Promise<House> {
  const service = await startService('sqlite');
  await service.app.listen(0, '127.0.0.1');
  return { service, origin: await service.app.getUrl() };
}

/** People and the browser meet different processes. */
async function inTwoProcesses(): Promise<House> {
  const service = await Replicas.start('mariadb', 2);
  return { service, origin: service.origins.at(-1) ?? '' };
}

describeInBrowser('The pages about passwords and addresses in a browser, on SQLite', () =>
  suite(inThisProcess),
);
if (engines.includes('mariadb'))
  describeInBrowser('The pages about passwords and addresses in a browser, by two processes on MariaDB', () =>
    suite(inTwoProcesses),
  );

function suite(start: () => Promise<House>): void {
  let service: Served;
  let browser: Browser;
  let origin: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    ({ service, origin } = await start());
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await page.context().close();
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ locale: 'id-ID', ...options });
    page = await context.newPage();
    page.on('console', (line) => {
      // A page that says no has the status of a no, and password managers are hinted at: Chromium mentions both.
      const isNoFault = /status of 400|^\[DOM\] Password forms/.test(line.text());
      if (!isNoFault) complaints.push(line.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) complaints.push(request.url());
    });
    await page.goto(origin + path);
  }
  const heading = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
  const click = (name: string): Promise<void> => page.getByRole('button', { name }).click();
  const linkIn = (text: string | undefined): string => {
    const { pathname, search } = new URL(/http\S+code=\S+/.exec(text ?? '')?.[0] ?? '');
    return origin + pathname + search;
  };
  const readable = { faint: [], small: [], overhang: 0, spilling: [] };
  async function expectReadable(name: string): Promise<void> {
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      const width = page.viewportSize()?.width;
      await page.screenshot({ path: join(pictures, `account-${name}-${width}.png`), fullPage: true });
    }
    expect({ name, ...(await readabilityOf(page)) }).toEqual({ name, ...readable });
  }

  it.each([
    [360, true],
    [1280, false],
  ])(
    'lead from a forgotten password to a new one, at %i px (JavaScript %s)',
    async (width, javaScriptEnabled) => {
      const { username, email } = await registered(service);
      await open('/password/reset', { javaScriptEnabled, viewport: { width, height: 720 } });
      expect(await heading()).toBe('Lupa kata sandi?');
      if (javaScriptEnabled) await expectReadable('forgot');
      await page.getByLabel('Alamat email').fill(email);
      await click('Kirim tautan');
      expect(await heading()).toBe('Periksa email Anda');
      if (javaScriptEnabled) await expectReadable('sent');

      const [mail] = await letters(service, email, /password\/reset\?code=/);
      const link = linkIn(mail?.text);
      await page.goto(link);
      expect(await heading()).toBe('Atur kata sandi baru');
      await page.getByLabel('Kata sandi baru').fill('password123');
      await click('Atur kata sandi');
      expect(await page.getByRole('alert').innerText()).toBe('Kata sandi itu terlalu umum. Pilih yang lain.');
      expect(await page.getByLabel('Kata sandi baru').inputValue()).toBe('');
      if (javaScriptEnabled) await expectReadable('weak');
      await page.getByLabel('Kata sandi baru').fill(fresh);
      await click('Atur kata sandi');
      expect(await heading()).toBe('Selesai');
      if (javaScriptEnabled) await expectReadable('changed');
      expect(await page.context().cookies()).toEqual([]);
      const { status } = await service.http.post('/auth', { username, password: fresh });
      expect(status).toBe(200);

      await page.goto(link);
      expect(await heading()).toBe('Tautan ini tidak berlaku');
      if (javaScriptEnabled) await expectReadable('dead');
      await page.getByRole('link', { name: 'Minta tautan baru' }).click();
      expect(await heading()).toBe('Lupa kata sandi?');
    },
  );

  it('say so when a link dies between opening and sending, and lead to a new one', async () => {
    const { email } = await registered(service);
    await service.http.post('/password/forgot', { email });
    const [mail] = await letters(service, email, /password\/reset\?code=/);
    await open(linkIn(mail?.text).slice(origin.length), { viewport: { width: 1280, height: 720 } });
    await expectReadable('reset');
    await service.database.query(
      "UPDATE one_time_codes SET expires_at = created_at WHERE purpose = 'password-reset'",
    );
    await page.getByLabel('Kata sandi baru').fill(fresh);
    await click('Atur kata sandi');
    expect(await heading()).toBe('Tautan ini tidak berlaku');
    await expectReadable('dead');
    await page.getByRole('link', { name: 'Minta tautan baru' }).click();
    expect(await heading()).toBe('Lupa kata sandi?');
    await expectReadable('forgot');
  });

  it.each([360, 1280])('bring an e-mail address back by one click, in English, at %i px', async (width) => {
    const owner = await Owner.join(service);
    const { email } = owner.person;
    await owner.takeEmail();
    await owner.takeEmail(`thief-${email}`);
    const code = await undoCode(service, email);
    await open(`/profile/email/undo?code=${code}`, { locale: 'en-GB', viewport: { width, height: 720 } });
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await heading()).toBe('Bring this e-mail address back?');
    await expectReadable('undo');
    await click('Yes, bring it back');
    expect(await heading()).toBe('The e-mail address is back');
    await expectReadable('undone');
    expect((await owner.row()).email).toBe(email);
    await page.getByRole('link', { name: 'Set the password' }).click();
    expect(await heading()).toBe('Forgot your password?');
  });
}
