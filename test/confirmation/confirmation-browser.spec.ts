import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../harness/browser.js';
import { startService, type Service } from '../harness/service.js';
import { newPerson, signInStatus, signUpByLink, stateOf } from './link-signup.js';
import { readabilityOf, type Readability } from './readability.js';

/** A folder for pictures of every page, for eyes to judge; unset, none are taken. */
const pictures = process.env['USAPI_TEST_SCREENSHOTS'];

const confirmButton = 'Ya, selesaikan pendaftaran';
const declineButton = 'Ini bukan saya';

describeInBrowser('The page of a signup in a browser', () => {
  let service: Service;
  let browser: Browser;
  let origin: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    service = await startService('sqlite', { env: { RETURN_URLS: 'ONAPPS=https://apps.example/' } });
    await service.app.listen(0, '127.0.0.1');
    origin = await service.app.getUrl();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** A window of its own; what it complains about and asks of others is kept. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ locale: 'id-ID', ...options });
    page = await context.newPage();
    page.on('console', (line) => {
      // A page that says no has the status of a no, which Chromium mentions.
      if (!line.text().includes('status of 400')) complaints.push(line.text());
    });
    page.on('pageerror', (fault) => complaints.push(fault.message));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) complaints.push(request.url());
    });
    await page.goto(`${origin}${path}`);
  }
  const openCode = (code: string, options?: BrowserContextOptions): Promise<void> =>
    open(`/signup/confirm?code=${code}`, options);
  const heading = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
  const click = (name: string): Promise<void> => page.getByRole('button', { name }).click();

  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await page.context().close();
    if (complaints.length > 0) throw new Error(`The browser complains: ${complaints.join('\n')}`);
  });

  it.each([true, false])('confirms by a click (JavaScript %s)', async (javaScriptEnabled) => {
    const { person, code } = await signUpByLink(service);
    await openCode(code, { javaScriptEnabled });
    expect(await heading()).toBe('Selesaikan pendaftaran');
    await click(confirmButton);
    expect(await heading()).toBe('Pendaftaran selesai');
    expect(await page.getByRole('link', { name: 'Kembali ke ONAPPS' }).getAttribute('href')).toBe(
      'https://apps.example/',
    );
    expect(await signInStatus(service, person)).toBe(200);
  });

  it.each([true, false])('declines by a click (JavaScript %s)', async (javaScriptEnabled) => {
    const { token, code } = await signUpByLink(service);
    await openCode(code, { javaScriptEnabled });
    await click(declineButton);
    expect(await heading()).toBe('Pendaftaran dibatalkan');
    expect(await stateOf(service, token)).toBe('expired');
  });

  it('is used by the keyboard alone, in the order it is read, and shows where one is', async () => {
    const { token, code } = await signUpByLink(service);
    await openCode(code);
    const focused = page.locator(':focus');
    for (const name of [confirmButton, declineButton]) {
      await page.keyboard.press('Tab');
      expect(await focused.innerText()).toBe(name);
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    }
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Pendaftaran selesai' }).waitFor();
    expect(await stateOf(service, token)).toBe('verified');
  });

  it('says "already confirmed" with the back button and on a reload', async () => {
    const { code } = await signUpByLink(service);
    await openCode(code);
    await click(confirmButton);
    await page.reload();
    expect(await heading()).toBe('Sudah dikonfirmasi');
    await page.goBack();
    expect(await heading()).toBe('Sudah dikonfirmasi');
  });

  it('makes one account of a double click', async () => {
    const { person, code } = await signUpByLink(service);
    await openCode(code);
    await page.getByRole('button', { name: confirmButton }).dblclick();
    await page.getByRole('heading', { name: /Pendaftaran selesai|Sudah dikonfirmasi/ }).waitFor();
    expect(await signInStatus(service, person)).toBe(200);
  });

  it('sends a new link for an expired one, and that one works', async () => {
    const { person, code } = await signUpByLink(service);
    service.clock.advance(18_001);
    await openCode(code);
    expect(await heading()).toBe('Tautan ini tidak berlaku');
    await click('Kirim lagi');
    expect(await heading()).toBe('Periksa email Anda');
    const [mail] = await service.mailbox(person.email, 2);
    await page.goto(new URL(/\/signup\/confirm\S+/.exec(mail?.text ?? '')?.[0] ?? '', origin).href);
    await click(confirmButton);
    expect(await heading()).toBe('Pendaftaran selesai');
  });

  it('speaks English to an English browser, and tells a screen reader so', async () => {
    const { code } = await signUpByLink(service);
    await openCode(code, { locale: 'en-GB' });
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await click('Yes, complete the registration');
    expect(await heading()).toBe('Registration complete');
  });

  describe.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('at %i px in %s', (width, colorScheme) => {
    const options = { viewport: { width, height: 720 }, colorScheme };

    const measured: Record<string, Readability> = {};
    const well: Readability = { faint: [], small: [], overhang: 0, spilling: [] };

    /** All that can be measured of it; the rest is for eyes. */
    async function measure(name: string): Promise<void> {
      if (pictures !== undefined) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({
          path: join(pictures, `${name}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
      }
      measured[name] = await readabilityOf(page);
    }

    it('every page can be read and every button hit', async () => {
      const long = newPerson({ username: 'W'.repeat(64) });
      const first = await signUpByLink(service, long);
      await openCode(first.code, options);
      await measure('question');
      await click(declineButton);
      await measure('declined');
      const { code } = await signUpByLink(service);
      const rival = await signUpByLink(service, newPerson({ username: `rival ${width} ${colorScheme}` }));
      const rivals = await signUpByLink(service, newPerson({ username: rival.person.username }));
      await page.goto(`${origin}/signup/confirm?code=${code}`);
      await click(confirmButton);
      await measure('confirmed');
      await page.reload();
      await measure('already');
      await service.http.post('/signup/confirm', { code: rivals.code });
      await page.goto(`${origin}/signup/confirm?code=${rival.code}`);
      await click(confirmButton);
      await measure('taken');
      await page.goto(`${origin}/signup/confirm?code=nothing`);
      await measure('dead');
      await click('Kirim lagi');
      await measure('again');
      const names = ['question', 'declined', 'confirmed', 'already', 'taken', 'dead', 'again'];
      expect(measured).toEqual(Object.fromEntries(names.map((name) => [name, well])));
    });
  });
});
