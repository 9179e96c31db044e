import { setTimeout as sleep } from 'node:timers/promises';
import { engines, type Engine } from '../harness/engines.js';
import { call, type RunningProcess } from '../harness/process.js';
import { Installation } from '../harness/installation.js';
import { Doorway } from './doorway.js';
import { lasting, startsWithin } from './length.js';
import { statesOf } from './outbox-rows.js';
import { Sendings } from './sendings.js';
import { SignupLoad, taken } from './signup-load.js';

/** Milliseconds for which nobody listens at the mail server’s and the gateway’s addresses. */
const away = lasting(3000, 60_000);
const deliveredWithin = 60_000;

const medianOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

/** In a few seconds beside other suites the quickest: whoever waits for a server does so each time. */
const figureOf = lasting((times: readonly number[]): number => Math.min(...times), medianOf);

describe.each(engines)('Mail server and gateway away on %s', (engine) => {
  it(
    `for ${away / 1000} s: signups are answered as ever, and each message comes once within a minute of the return`,
    async () => {
      const sendings = await Sendings.start();
      const smtp = await Doorway.to(sendings.smtp.port);
      const sms = await Doorway.to(Number(new URL(sendings.sms.url).port));
      const installation = await Installation.on(engine, {
        SMTP_URL: `smtp://${smtp.address}`,
        SMS_URL: `http://${sms.address}/sms`,
        COURIER: engine === 'sqlite' ? 'inline' : 'off',
        RATE_LIMITS: 'off',
      });
      try {
        const service = await begin(installation, engine);
        const load = new SignupLoad(service.url);
        await call(`${service.url}/internal/register`, { json: taken, basic: 'demo:demo-secret' });
        load.start();
        await sleep(2000);
        await load.stop();
        await untilDelivered(installation);
        const usual = medianOf(load.times.splice(0));

        await Promise.all([smtp.shut(), sms.shut()]);
        load.start();
        await sleep(away);
        await load.stop();
        expect(load.surprises).toEqual([]);
        expect([...load.unanswered]).toEqual([]);
        expect(figureOf(load.times)).toBeLessThan(2 * usual + 30);

        await Promise.all([smtp.open(), sms.open()]);
        await untilDelivered(installation);
        const came = sendings.byRecipient();
        expect([...came.keys()].toSorted()).toEqual([...load.acknowledged].toSorted());
        expect([...came].filter(([, ids]) => ids.length > 1)).toEqual([]);
      } finally {
        await installation.remove();
        await Promise.all([smtp.shut(), sms.shut()]);
        await sendings.stop();
      }
    },
    lasting(240_000, 600_000),
  );
});

/** On SQLite the service itself delivers; on MariaDB two couriers do beside it. */
async function begin(installation: Installation, engine: Engine): Promise<RunningProcess> {
  const service = await (await installation.start('api')).untilReady(startsWithin);
  for (let couriers = engine === 'sqlite' ? 0 : 2; couriers > 0; couriers--)
    await (await installation.start('courier')).untilSaid('The courier delivers', startsWithin);
  return service;
}

async function untilDelivered(installation: Installation): Promise<void> {
  const end = Date.now() + deliveredWithin;
  for (;;) {
    const { queued = 0, dead = 0 } = await statesOf(installation);
    if (queued === 0 && dead === 0) return;
    if (dead > 0 || Date.now() > end)
      throw new Error(`After ${deliveredWithin} ms ${queued} messages wait and ${dead} are dead`);
    await sleep(200);
  }
}
