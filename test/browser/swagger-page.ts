import type { Browser, Locator, Page } from 'playwright-core';

/** What came back from "Execute". */
export interface Executed {
  readonly status: number;
  /** The JSON body, or undefined. */
  readonly body: unknown;
  /** What the page shows of it. */
  readonly shown: Locator;
}

/** Swagger UI as somebody at a screen uses it. Everything the browser complains about is kept. */
export class SwaggerPage {
  /** Errors and warnings on the console, which is also where a violated policy is told. */
  readonly complaints: string[] = [];
  /** Every address the page asked for. */
  readonly requested: string[] = [];

  private constructor(readonly page: Page) {
    page.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) this.complaints.push(line.text());
    });
    page.on('pageerror', (fault) => this.complaints.push(fault.message));
    page.on('request', (request) => this.requested.push(request.url()));
  }

  static async open(browser: Browser, url: string): Promise<SwaggerPage> {
    const docs = new SwaggerPage(await browser.newPage({ viewport: { width: 1280, height: 900 } }));
    await docs.page.goto(url);
    await docs.page.locator('.opblock').first().waitFor();
    return docs;
  }

  /** `POST /check/email` and so on, as listed. */
  async operations(): Promise<string[]> {
    const lines = await this.page.locator('.opblock-summary').all();
    return Promise.all(
      lines.map(async (line) => {
        const method = await line.locator('.opblock-summary-method').innerText();
        const path = await line.locator('.opblock-summary-path').getAttribute('data-path');
        return `${method} ${path}`;
      }),
    );
  }

  async authorizeBasic(name: string, secret: string): Promise<void> {
    await this.authorize('basic', async (form) => {
      await form.getByLabel('auth-basic-username').fill(name);
      await form.getByLabel('auth-basic-password').fill(secret);
    });
  }

  async authorizeBearer(token: string): Promise<void> {
    await this.authorize('bearer', (form) => form.getByLabel('auth-bearer-value').fill(token));
  }

  /** Opens the operation and presses "Execute" on what is filled in, after `fill` had a look at it. */
  async execute(
    operationId: string,
    fill: (operation: Locator) => Promise<void> = () => Promise.resolve(),
  ): Promise<Executed> {
    const operation = this.page.locator(`.opblock[id$="-${operationId}"]`);
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('.execute').waitFor();
    await fill(operation);
    const [response] = await Promise.all([
      this.page.waitForResponse((candidate) => ['fetch', 'xhr'].includes(candidate.request().resourceType())),
      operation.locator('.execute').click(),
    ]);
    const shown = operation.locator('.live-responses-table .response');
    await shown.waitFor();
    const isJson = response.headers()['content-type']?.startsWith('application/json') === true;
    return { status: response.status(), body: isJson ? await response.json() : undefined, shown };
  }

  private async authorize(scheme: string, fill: (form: Locator) => Promise<void>): Promise<void> {
    await this.page.locator('.btn.authorize').click();
    const form = this.page.locator('.auth-container', { has: this.page.getByText(`${scheme} (http`) });
    await fill(form);
    await form.getByRole('button', { name: 'Apply credentials' }).click();
    await this.page.locator('.btn-done').first().click();
  }
}
