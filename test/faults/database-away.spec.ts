import { setTimeout as sleep } from 'node:timers/promises';
import { describeOnMariadb } from '../harness/engines.js';
import { call, type Answer } from '../harness/process.js';
import { Installation, person } from '../harness/installation.js';
import { Doorway } from './doorway.js';
import { lasting, startsWithin } from './length.js';

/** Milliseconds without a database, for an answer, and until the service is ready after the return (SECURITY D). */
const away = lasting(6000, 30_000);
const answeredWithin = 5000;
const readyWithin = 10_000;
/** For this machine to run what is due, besides the other suites. */
const slack = lasting(4000, 1000);

const demo = 'demo:demo-secret';
const json = { ...person(1), email: 'somebody@example.com' };

/** What callers ask for, each time somebody else. */
const questions = (url: string, number: number): (() => Promise<Answer>)[] => {
  const { username, password, email } = person(number);
  return [
    () => call(`${url}/check/email`, { json: { email } }),
    () => call(`${url}/auth`, { json: { username, password } }),
    () => call(`${url}/internal/register`, { json: person(number), basic: demo }),
    () => call(`${url}/signup`, { json: person(number), basic: demo }),
  ];
};

interface Seen {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

async function ask(question: () => Promise<Answer>): Promise<Seen> {
  const begun = performance.now();
  const { status, text } = await question();
  return { status, text, ms: performance.now() - begun };
}

/** Forty callers, each asking on when it has its answer. */
async function askFor(ms: number, url: string): Promise<Seen[]> {
  const end = Date.now() + ms;
  const seen: Seen[] = [];
  let number = 1000;
  const caller = async (which: number): Promise<void> => {
    for (; Date.now() < end; await sleep(100)) {
      const all = questions(url, ++number);
      const question = all[which % all.length];
      if (question) seen.push(await ask(question));
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, which) => caller(which)));
  return seen;
}

const absences = [
  { absence: 'refuses', leave: (way: Doorway) => way.shut(), come: (way: Doorway) => way.open() },
  { absence: 'hangs', leave: async (way: Doorway) => way.freeze(), come: async (way: Doorway) => way.thaw() },
];

describeOnMariadb.each(absences)('A database that $absence', ({ leave, come }) => {
  it(
    `for ${away / 1000} s: each answer comes in time, and the service is ready again by itself`,
    async () => {
      const installation = await Installation.on('mariadb');
      const target = new URL(installation.place.url);
      const way = await Doorway.to(Number(target.port || 3306));
      target.host = way.address;
      try {
        const service = await installation.start('api', { DATABASE_URL: target.href });
        await service.untilReady(startsWithin);
        const { url } = service;
        expect((await call(`${url}/internal/register`, { json, basic: demo })).status).toBe(200);

        await leave(way);
        const asking = askFor(away, url);
        await sleep(1000);
        const health = [
          await ask(() => call(`${url}/health/ready`)),
          await ask(() => call(`${url}/health/live`)),
        ];
        expect(health.map(({ status }) => status)).toEqual([503, 200]);
        const seen = [...(await asking), ...health.slice(0, 1)];
        await come(way);

        expect(new Set(seen.map(({ status, text }) => `${status} ${text}`))).toEqual(
          new Set(['503 {"message":"Service unavailable"}']),
        );
        expect(Math.max(...seen.map(({ ms }) => ms))).toBeLessThanOrEqual(answeredWithin + slack);
        await service.untilReady(readyWithin);
        const { username, password } = json;
        expect((await call(`${url}/auth`, { json: { username, password } })).status).toBe(200);
      } finally {
        await installation.remove();
        await way.shut();
      }
    },
    lasting(120_000, 240_000),
  );
});
