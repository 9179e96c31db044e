import { setTimeout as sleep } from 'node:timers/promises';
import { engines, type Engine } from '../harness/engines.js';
import { call, type RunningProcess } from '../harness/process.js';
import { Installation } from '../harness/installation.js';
import { lasting, startsWithin } from './length.js';
import { deadOnesOf, endLeases, statesOf } from './outbox-rows.js';
import { Sendings } from './sendings.js';
import { SignupLoad, taken } from './signup-load.js';

const killsOn = (engine: Engine): number => lasting(engine === 'sqlite' ? 3 : 5, 50);
/** Milliseconds for all that waits: leases of the dead are let end by hand in the short version. */
const drainWithin = lasting(30_000, 180_000);

describe.each(engines)('kill -9 of what delivers, under load, on %s', (engine) => {
  const kills = killsOn(engine);
  it(
    `${kills} times: every acknowledged signup’s message comes once or twice, under one id`,
    async () => {
      const sendings = await Sendings.start(30);
      const installation = await Installation.on(engine, {
        SMTP_URL: sendings.smtp.url,
        SMS_URL: sendings.sms.url,
        COURIER: engine === 'sqlite' ? 'inline' : 'off',
        RATE_LIMITS: 'off',
      });
      try {
        const load = new SignupLoad(`http://127.0.0.1:${installation.env['PORT']}`);
        await killUnder(load, installation, engine);
        await drained(installation, engine);
        const came = sendings.byRecipient();
        expect(load.surprises).toEqual([]);
        expect(load.acknowledged.size).toBeGreaterThanOrEqual(kills * 4);
        expect(missing(load, came)).toEqual([]);
        expect(uncalledFor(load, came)).toEqual([]);
        expect([...came].filter(([, ids]) => ids.length > 2 || new Set(ids).size > 1)).toEqual([]);
      } finally {
        await installation.remove();
        await sendings.stop();
      }
    },
    lasting(240_000, 1_800_000),
  );
});

/** On SQLite the service itself delivers and dies; on MariaDB two couriers take turns in dying beside it. */
const delivererOn = (engine: Engine): 'api' | 'courier' => (engine === 'sqlite' ? 'api' : 'courier');

async function begin(installation: Installation, app: 'api' | 'courier'): Promise<RunningProcess> {
  const started = await installation.start(app);
  return app === 'api'
    ? started.untilReady(startsWithin)
    : started.untilSaid('The courier delivers', startsWithin);
}

async function killUnder(load: SignupLoad, installation: Installation, engine: Engine): Promise<void> {
  const mortal = delivererOn(engine);
  const service = mortal === 'courier' ? await begin(installation, 'api') : null;
  let [first, second] = [await begin(installation, mortal), service && (await begin(installation, mortal))];
  await call(`${load.url}/internal/register`, { json: taken, basic: 'demo:demo-secret' });
  load.start();
  for (let kill = killsOn(engine); kill > 0; kill--) {
    await load.moves(4);
    await sleep(Math.random() * 200);
    const { code } = await first.end('SIGKILL');
    expect(code).toBe('SIGKILL');
    const next = await begin(installation, mortal);
    [first, second] = second ? [second, next] : [next, null];
  }
  await load.moves(4);
  await load.stop();
  for (const last of [first, second]) await last?.end('SIGKILL');
}

/** Until nothing waits any more. */
async function drained(installation: Installation, engine: Engine): Promise<void> {
  if (lasting(true, false)) await endLeases(installation);
  const courier = await begin(installation, delivererOn(engine));
  for (const end = Date.now() + drainWithin; Date.now() < end; await sleep(200))
    if (!(await statesOf(installation))['queued']) break;
  await courier.end();
  expect((await statesOf(installation))['queued']).toBeUndefined();
  // Begun twice, and twice its courier died: given up as it may have come twice. That it came is judged below.
  expect((await deadOnesOf(installation)).filter(({ outcome }) => outcome !== 'unknown')).toEqual([]);
}

/** Told to look for a message, and got none. */
const missing = ({ acknowledged }: SignupLoad, came: ReadonlyMap<string, unknown>): string[] =>
  [...acknowledged].filter((to) => !came.has(to));

/** Got a message of a signup that was refused. */
const uncalledFor = (
  { acknowledged, unanswered }: SignupLoad,
  came: ReadonlyMap<string, unknown>,
): string[] => [...came.keys()].filter((to) => !acknowledged.has(to) && !unanswered.has(to));
