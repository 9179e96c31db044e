import { availableParallelism } from 'node:os';
import { said } from '../account/letters.js';
import { tryToSignIn } from '../account/owner.js';
import { registered } from '../e2e/people.js';
import { fleets, forgetLimits, Replicas } from '../harness/replicas.js';

const wrong = '401 Invalid username or password';

describe.each(fleets)('Signing in at $processes process(es) on $engine', ({ engine, processes }) => {
  let replicas: Replicas;
  beforeAll(async () => {
    replicas = await Replicas.start(engine, processes);
  }, 240_000);
  afterAll(() => replicas.stop());

  it('lets twenty right passwords in at once', async () => {
    const { username, password } = await registered(replicas);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => tryToSignIn(replicas, username, password)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('counts wrong ones for all processes together', async () => {
    const { username, password } = await registered(replicas);
    const replies = await Promise.all(
      Array.from({ length: 60 }, (_, number) => tryToSignIn(replicas, username, `guess ${number}`)),
    );
    const evaluated = replies.filter((reply) => said(reply) === wrong).length;
    expect(evaluated).toBeGreaterThanOrEqual(10);
    expect(evaluated).toBeLessThanOrEqual(11 + (availableParallelism() + 1) * processes);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(60 - evaluated);
    for (const one of replicas.each)
      expect((await one.post('/auth', { username, password })).status).toBe(429);
    await forgetLimits(replicas);
    expect((await tryToSignIn(replicas, username, password)).status).toBe(200);
  });

  it('remembers them over a restart', async () => {
    const { username } = await registered(replicas);
    const guess = () => tryToSignIn(replicas, username, 'a wrong guess');
    for (let time = 0; time < 10; time++) await guess();
    // The next one waits for minutes, and a restart takes seconds.
    await replicas.database.query('UPDATE failure_delays SET failures = 18');
    expect(said(await guess())).toBe(wrong);
    expect((await guess()).status).toBe(429);
    await replicas.restart();
    expect((await guess()).status).toBe(429);
  });
});
