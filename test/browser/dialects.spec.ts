import type { Browser, Locator } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../harness/browser.js';
import { startService, type Service } from '../harness/service.js';
import { SwaggerPage } from './swagger-page.js';

const choose = (operation: Locator, type: string): Promise<unknown> =>
  operation.locator('.opblock-section-request-body select').first().selectOption(type);
const retype = async (operation: Locator): Promise<void> => {
  for (const field of await operation.locator('.parameters input').all()) {
    const text = await field.inputValue();
    await field.fill('');
    await field.fill(text);
  }
};

describeInBrowser('The other systems in Swagger UI', () => {
  let service: Service;
  let browser: Browser;
  let docs: SwaggerPage;
  /** Content types of what the page has sent. */
  const sent: string[] = [];

  beforeAll(async () => {
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
    browser = await openBrowser();
    docs = await SwaggerPage.open(browser, `${await service.app.getUrl()}/docs`);
    docs.page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      sent.push(request.headers()['content-type']?.split(';')[0] ?? '');
    });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  afterEach(async () => {
    // The documents know one person each; an operation that stays open would be closed by the next click on it.
    await service.database.query('DELETE FROM users');
    await docs.page.locator('.opblock.is-open .opblock-summary-control').click();
  });

  it.each([
    ['multipart/form-data', () => Promise.resolve()],
    [
      'application/x-www-form-urlencoded',
      async (operation: Locator) => {
        await choose(operation, 'application/x-www-form-urlencoded');
        // From one form to another Swagger UI shows the examples and forgets that they are there.
        await retype(operation);
      },
    ],
    ['application/json', (operation: Locator) => choose(operation, 'application/json').then(() => undefined)],
  ])('accountRegister: the document’s example is registered as %s', async (type, fill) => {
    const { status, body, shown } = await docs.execute('accountRegister', fill);
    expect([status, body]).toMatchObject([200, { name: 'Test User', account: 'testuser', roles: 'user' }]);
    expect(await shown.innerText()).toContain('"email": "user@example.com"');
    expect(sent.at(-1)).toBe(type);
  });

  it.each(['application/json', 'application/x-www-form-urlencoded'])(
    'customerRegister: the document’s example is registered as %s',
    async (type) => {
      const fill = (operation: Locator) => choose(operation, type).then(() => undefined);
      const { status, body } = await docs.execute('customerRegister', fill);
      expect([status, body]).toMatchObject([
        201,
        { results: { username: 'tim1990', email: 'tim.smith12@aol.com' }, error_code: 0 },
      ]);
      expect(sent.at(-1)).toBe(type);
    },
  );

  it('the api token that came back opens the profile', async () => {
    const { body } = await docs.execute('customerRegister');
    await docs.authorizeBearer((body as { results: { api_token: string } }).results.api_token);
    const read = await docs.execute('getProfile');
    expect([read.status, read.body]).toMatchObject([200, { profile: { username: 'tim1990' } }]);
    await docs.page.locator('.opblock.is-open .opblock-summary-control').first().click();
  });

  it('the browser had nothing to complain about', async () => {
    await docs.execute('healthLive');
    expect(docs.complaints).toEqual([]);
  });
});
