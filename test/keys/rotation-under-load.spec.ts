import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from '../harness/build.js';
import { emptyDatabase, engines, type EmptyDatabase } from '../harness/engines.js';
import {
  call,
  freePort,
  killAll,
  startApp,
  usapi,
  type RunningProcess,
  type Variables,
} from '../harness/process.js';
import { somebody } from '../e2e/people.js';
import { lasting } from '../faults/length.js';

const demo = 'demo:demo-secret';
/** Seconds: what a rotation waits for, how long copies of public keys live, and how long a process knows its ring. */
const waits = 15;
const publishedFor = 300;
const known = 10;

/** Some callers that sign in at one replica and show their tokens to every other, until they are told to stop. */
class Load {
  readonly tokens: string[] = [];
  readonly refused: string[] = [];
  checks = 0;
  private stopped = false;
  private readonly callers: Promise<void>[];

  constructor(
    private readonly urls: readonly string[],
    private readonly person: { username: string; password: string },
    callers = 3,
  ) {
    this.callers = Array.from({ length: callers }, (_, caller) => this.go(caller));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.callers);
  }

  private async go(caller: number): Promise<void> {
    for (let round = caller; !this.stopped; round++) {
      const { username, password } = this.person;
      const url = this.urls[round % this.urls.length];
      const { status, body } = await call(`${url}/auth`, { json: { username, password } });
      if (status !== 200) this.refused.push(`sign-in ${status}`);
      const token = String(body['token']);
      this.tokens.push(token);
      for (const other of this.urls) await this.show(other, token);
      await this.show(this.urls[0] ?? '', this.oldest);
      await sleep(200);
    }
  }

  get oldest(): string {
    return this.tokens[0] ?? '';
  }

  private async show(url: string, bearer: string): Promise<void> {
    this.checks++;
    const { status } = await call(`${url}/profile`, { bearer });
    if (status !== 200) this.refused.push(`${url} ${status}`);
  }
}

/** On SQLite one process serves; on MariaDB here two. */
const fleets = engines.map((engine) => ({ engine, replicas: engine === 'sqlite' ? 1 : 2 }));
/** Copies of public keys live for minutes, which only `npm run test:faults` waits for. */
const algorithms = lasting(['HS256'], ['HS256', 'ES256', 'RS256']);
const cases = algorithms.flatMap((algorithm) =>
  fleets.map(({ engine, replicas }) => ({ engine, replicas, algorithm })),
);

describe.each(cases)('Rotating $algorithm under load, $replicas service(s) on $engine', (facts) => {
  const { engine, replicas, algorithm } = facts;
  const wait = algorithm === 'HS256' ? waits : waits + publishedFor;
  let place: EmptyDatabase;
  let env: Variables;
  let services: RunningProcess[];
  const person = somebody();
  const keys = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await usapi(['keys', ...words], { env, cwd: place.directory });
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };

  /** One process alone need not wait. */
  const letAnotherSign = async (): Promise<string> => {
    if (replicas === 1) return keys('rotate', '--now');
    await keys('rotate');
    await sleep(wait * 1000);
    return keys('rotate');
  };

  beforeAll(async () => {
    await builtProgram();
    place = await emptyDatabase(engine);
    env = { DATABASE_URL: place.url, DATA_DIR: place.directory, JWT_ALG: algorithm };
    const migrated = await usapi(['migrate'], { env, cwd: place.directory });
    if (migrated.code !== 0) throw new Error(migrated.stderr);
    services = [];
    for (let replica = 0; replica < replicas; replica++) {
      const own = { ...env, PORT: String(await freePort()), PUBLIC_URL: 'http://localhost:3000' };
      services.push(await (await startApp('api', { env: own, cwd: place.directory })).untilReady(60_000));
    }
    await call(`${services[0]?.url}/internal/register`, { json: person, basic: demo });
  }, 120_000);
  afterAll(async () => {
    await killAll();
    await place.drop();
  });

  it(
    'refuses no valid token and no sign-in, until the old key is retired',
    async () => {
      const urls = services.map(({ url }) => url);
      const retiring = /^(\S+)\s.*\bactive\b/m.exec(await keys('list'))?.[1] ?? '';
      const load = new Load(urls, person);
      await sleep(1000);
      expect(await letAnotherSign()).toContain(' signs.');
      await sleep((known + 2) * 1000);
      await load.stop();
      expect(load.refused).toEqual([]);
      expect(load.checks).toBeGreaterThan(100);

      const young = load.tokens.at(-1) ?? '';
      await keys('retire', retiring, '--yes');
      await sleep((known + 1) * 1000);
      for (const url of urls) {
        const statuses = await Promise.all(
          [load.oldest, young].map((bearer) => call(`${url}/profile`, { bearer })),
        );
        expect(statuses.map(({ status }) => status)).toEqual([401, 200]);
      }
    },
    lasting(120_000, 600_000),
  );
});
