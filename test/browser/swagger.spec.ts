import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import sharp from 'sharp';
import { describeInBrowser, openBrowser } from '../harness/browser.js';
import { documentedAnswers } from '../harness/documented.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';
import { SwaggerPage } from './swagger-page.js';

/** Runs in the page. */
const decodedWidth = `(async () => {
  const image = document.querySelector('.response img');
  await image.decode();
  return image.naturalWidth;
})()`;

describeInBrowser('Swagger UI', () => {
  let service: Service;
  let browser: Browser;
  let origin: string;
  let folder: string;
  let docs: SwaggerPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usapi-browser-'));
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
    origin = await service.app.getUrl();
    browser = await openBrowser();
    docs = await SwaggerPage.open(browser, `${origin}/docs`);
  }, 60_000); // a browser that starts beside other suites takes its time
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await rm(folder, { recursive: true });
  });

  /** No word on the console, and nothing asked of anybody but this service. */
  const expectQuiet = (): void => {
    expect(docs.complaints).toEqual([]);
    const elsewhere = docs.requested.filter((url) => new URL(url).origin !== origin);
    expect(elsewhere.filter((url) => !/^(data|blob):/.test(url))).toEqual([]);
  };

  /** Signed in as the documents' sample, whom an earlier test has registered. */
  const signIn = async (): Promise<void> => {
    const { username, password } = samples.internalRegister;
    const { body } = await service.http.post('/auth', { username, password });
    await docs.authorizeBearer(String(body['token']));
  };

  const choosePhoto = async (operation: Locator): Promise<void> => {
    expect(JSON.parse(await operation.locator('textarea').inputValue())).toEqual(samples.basicProfile);
    const file = join(folder, 'image.jpg');
    await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } }).toFile(file);
    await operation.locator('input[type=file]').setInputFiles(file);
  };

  it('lists every documented operation', async () => {
    const documented = documentedAnswers.map(({ method, path }) => `${method} ${path}`);
    expect((await docs.operations()).toSorted()).toEqual(documented.toSorted());
    expectQuiet();
  });

  it('executes the document’s own example of a public operation as it is filled in', async () => {
    const { status, body, shown } = await docs.execute('checkEmail');
    expect([status, body]).toEqual([200, { status: true, message: 'Email is not registered' }]);
    expect(await shown.innerText()).toContain('"message": "Email is not registered"');
    expectQuiet();
  });

  it('is refused where nobody has authorized', async () => {
    const { status, body } = await docs.execute('getProfile');
    expect([status, body]).toEqual([401, { message: 'Unauthorized' }]);
    expect(docs.complaints.splice(0)).toEqual([expect.stringContaining('401')]);
    expectQuiet();
  });

  it('registers the document’s example with the demo partner', async () => {
    await docs.authorizeBasic('demo', 'demo-secret');
    const { status, body } = await docs.execute('internalRegister');
    expect([status, body]).toEqual([200, { status: true, message: 'Account has been created' }]);
    expectQuiet();
  });

  it('keeps a profile with a photo from the disk, and shows the photo', async () => {
    await signIn();
    const updated = await docs.execute('updateBasicProfile', choosePhoto);
    expect([updated.status, updated.body]).toEqual([
      200,
      { status: true, message: 'Success update profile' },
    ]);
    const image = await docs.execute('getProfileImage', async (operation) => {
      await operation.locator('select').first().selectOption('medium');
    });
    const width = await docs.page.evaluate(decodedWidth);
    expect([image.status, width]).toEqual([200, 320]);
    expectQuiet();
  });

  it('calls this service alone, whatever address a foreign link puts into the query', async () => {
    await docs.page.goto(`${origin}/docs?url=https://elsewhere.example/openapi.json`);
    const { status } = await docs.execute('checkEmail');
    expect(status).toBe(200);
    expectQuiet();
  });
});

describe('The policy of the documentation', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService('sqlite');
  });
  afterAll(() => service.stop());

  it('lets the page run its own files and nothing that was slipped into it', async () => {
    const { headers } = await service.http.get('/docs');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('unsafe-eval');
  });

  it.each(['/openapi.json', '/docs/swagger-ui-init.js', '/docs/no-such-file', '/docsify', '/health/live'])(
    'leaves the standing one to %s',
    async (path) => {
      const { headers } = await service.http.get(path);
      expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    },
  );
});
