import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { Doorway } from '../faults/doorway.js';
import { describeInBrowser, openBrowser } from '../harness/browser.js';
import { engines } from '../harness/engines.js';
import { freePort } from '../harness/process.js';
import { SmtpSink, type ReceivedMail } from '../harness/smtp-sink.js';
import { Installation, person } from '../harness/installation.js';

/** Without couriers of their own the service delivers. */
const deployments = [
  { engine: 'sqlite', couriers: 0 },
  { engine: 'mariadb', couriers: 1 },
  { engine: 'mariadb', couriers: 2 },
] as const;

/** Milliseconds for a process to come up, on a machine that has much else to do. */
const startsWithin = 60_000;
/** Milliseconds in which every courier looks at the outbox at least once. */
const everyLook = 1500;

const { username, password, email } = person(1);
const subjects = ['Konfirmasi pendaftaran ONAPPS', 'Akun ONAPPS Anda sudah aktif'];

describeInBrowser('A signup by a mail that couriers bring, in a browser', () => {
  let smtp: SmtpSink;
  let way: Doorway;
  let browser: Browser;
  let here: Installation | undefined;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    smtp = await SmtpSink.start();
    way = await Doorway.to(smtp.port);
  });
  afterEach(async () => {
    await here?.remove();
    here = undefined;
    await way.shut();
    await smtp.stop();
  });
  afterAll(() => browser?.close());

  /** A service at an address of its own, with so many couriers beside it. */
  async function start({ engine, couriers }: (typeof deployments)[number]): Promise<Installation> {
    const port = String(await freePort());
    here = await Installation.on(engine, {
      PORT: port,
      PUBLIC_URL: `http://localhost:${port}`,
      SMTP_URL: `smtp://${way.address}`,
      COURIER: couriers === 0 ? 'inline' : 'off',
    });
    await here.serve();
    for (let courier = 0; courier < couriers; courier++)
      await (await here.start('courier')).untilSaid('The courier delivers', startsWithin);
    return here;
  }

  /** The mail that something calls for, held up so long that a second courier could send it, too. */
  async function mailOf(subject: string | undefined, work: () => Promise<void>): Promise<ReceivedMail> {
    way.freeze();
    await work();
    await sleep(everyLook);
    way.thaw();
    return smtp.waitFor(({ content }) => content.subject === subject, 10_000);
  }

  it.each(deployments.filter(({ engine }) => engines.includes(engine)))(
    'is confirmed by its link, and each mail comes once ($engine, courier processes: $couriers)',
    async (deployment) => {
      const installation = await start(deployment);
      const json = { ...person(1), mode: 'LINK', platform: 'ONAPPS' };
      const mail = await mailOf(subjects[0], async () => {
        const { status } = await installation.call('/signup', { json, basic: 'demo:demo-secret' });
        expect(status).toBe(200);
      });
      const [link = ''] = /http\S+\/signup\/confirm\S+/.exec(mail.content.text ?? '') ?? [];
      expect(new URL(link).origin).toBe(installation.env['PUBLIC_URL']);

      await mailOf(subjects[1], async () => {
        const page = await browser.newPage({ locale: 'id-ID' });
        await page.goto(link);
        await page.getByRole('button', { name: 'Ya, selesaikan pendaftaran' }).click();
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Pendaftaran selesai');
        await page.close();
      });
      expect((await installation.call('/auth', { json: { username, password } })).status).toBe(200);
      await sleep(everyLook);
      expect(smtp.messages.map(({ content }) => content.subject)).toEqual(subjects);
      expect(smtp.messages.map(({ recipients }) => recipients)).toEqual([[email], [email]]);
    },
    180_000,
  );
});
