import type { Browser, Locator } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../harness/browser.js';
import { startService, type Service } from '../harness/service.js';
import { SwaggerPage } from './swagger-page.js';

describeInBrowser('The other systems in Swagger UI', () => {
  let service: Service;
  let browser: Browser;
  let docs: SwaggerPage;
  const sent: { contentType: string; body: string }[] = [];

  beforeAll(async () => {
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
    browser = await openBrowser();
    docs = await SwaggerPage.open(browser, `${await service.app.getUrl()}/docs`);
    docs.page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      const { 'content-type': contentType = '' } = request.headers();
      sent.push({ contentType, body: request.postData() ?? '' });
    });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  afterEach(async () => {
    // The documents know one person each, and every operation was opened by a click that closes it again.
    await service.database.query('DELETE FROM users');
    await docs.page.locator('.opblock.is-open .opblock-summary-control').click();
    expect(docs.complaints.splice(0)).toEqual([]);
  });

  const as = (type: string) => async (operation: Locator) => {
    await operation.locator('.opblock-section-request-body select').first().selectOption(type);
    await operation.locator('.body-param, .parameters').first().waitFor();
  };

  it.each(['multipart/form-data', 'application/x-www-form-urlencoded', 'application/json'])(
    'accountRegister: the document’s example is filled in, and registered as %s',
    async (type) => {
      const { status, body, shown } = await docs.execute('accountRegister', as(type));
      expect([status, body]).toMatchObject([200, { name: 'Test User', account: 'testuser', roles: 'user' }]);
      expect(await shown.innerText()).toContain('"email": "user@example.com"');
      expect(sent.at(-1)?.contentType.split(';')[0]).toBe(type);
    },
  );

  it.each(['application/json', 'application/x-www-form-urlencoded'])(
    'customerRegister: the document’s example is filled in, and registered as %s',
    async (type) => {
      const { status, body } = await docs.execute('customerRegister', as(type));
      expect([status, body]).toMatchObject([
        201,
        { results: { username: 'tim1990', email: 'tim.smith12@aol.com' }, error_code: 0 },
      ]);
      expect(sent.at(-1)?.contentType.split(';')[0]).toBe(type);
    },
  );
});
