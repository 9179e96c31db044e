import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openWriter } from '@app/database';
import { OutboxMessage } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { locationOf } from '../harness/opened-database.js';
import { SmsGateway } from '../harness/sms-gateway.js';
import { waitFor } from '../harness/wait-for.js';
import { Installation, person } from '../harness/installation.js';

const servers = engines.filter((engine) => engine !== 'sqlite');

(servers.length > 0 ? describe.each(servers) : describe.skip.each(['mariadb' as const]))(
  'The courier process on %s',
  (engine) => {
    let gateway: SmsGateway;
    let here: Installation;
    let database: DataSource;
    let people = 0;

    beforeAll(async () => {
      gateway = await SmsGateway.start();
      here = await Installation.on(engine, { SMS_URL: gateway.url, COURIER: 'off' });
      database = await openWriter(locationOf(here.place));
      await here.serve();
    }, 120_000);
    afterEach(() => {
      gateway.mode = 'accept';
    });
    afterAll(async () => {
      await database.destroy();
      await here.remove();
      await gateway.stop();
    });

    const signUp = async (): Promise<string> => {
      const json = { ...person(++people), mode: 'OTP' };
      expect((await here.call('/signup', { json, basic: 'demo:demo-secret' })).status).toBe(200);
      return json.phone_number;
    };
    const messageTo = (recipient: string) => database.manager.findOneByOrFail(OutboxMessage, { recipient });

    it('delivers what the service, with COURIER=off, leaves in the outbox', async () => {
      const phone = await signUp();
      await sleep(1500);
      expect(await messageTo(phone)).toMatchObject({ status: 'queued', attempts: 0 });
      const courier = await here.start('courier');
      await waitFor(gateway.messages, ({ to }) => to === phone, 10_000);
      expect((await courier.end()).code).toBe(0);
      expect((await messageTo(phone)).status).toBe('delivered');
    });

    it('says in structured lines that it delivers, and nothing of what or to whom', async () => {
      const courier = await (await here.start('courier')).untilSaid('The courier delivers');
      const phone = await signUp();
      await waitFor(gateway.messages, ({ to }) => to === phone, 10_000);
      const { stdout, stderr } = await courier.end();
      const lines = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines[0]).toMatchObject({
        level: 30,
        msg: 'The courier delivers',
        mail: 'mailbox',
        sms: 'server',
      });
      expect(stdout + stderr).not.toContain(phone);
    });

    it('finishes the message under way when told to end', async () => {
      const held: ServerResponse[] = [];
      gateway.mode = (response) => held.push(response);
      const phone = await signUp();
      const courier = await here.start('courier');
      await waitFor(gateway.requests, ({ body }) => (body as { to: string }).to === phone, 10_000);
      courier.signal('SIGTERM');
      await sleep(300);
      held[0]?.writeHead(202).end('{}');
      expect((await courier.ended).code).toBe(0);
      expect((await messageTo(phone)).status).toBe('delivered');
    });

    it('ends within ten seconds though a gateway hangs, and the message is sent another time', async () => {
      gateway.mode = 'hang';
      const phone = await signUp();
      const courier = await here.start('courier');
      await waitFor(gateway.requests, ({ body }) => (body as { to: string }).to === phone, 10_000);
      const begun = performance.now();
      expect((await courier.end()).code).toBe(0);
      // Two seconds for this machine to notice, besides the other suites.
      expect(performance.now() - begun).toBeLessThan(12_000);
      expect((await messageTo(phone)).status).toBe('queued');
    });
  },
);
