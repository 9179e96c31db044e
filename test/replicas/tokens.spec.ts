import { randomBytes } from 'node:crypto';
import { claimsOf, forgeries } from '../e2e/forged-tokens.js';
import { registered, signedIn } from '../e2e/people.js';
import { fleets, Replicas } from '../harness/replicas.js';
import { Owner } from '../account/owner.js';

const secret = randomBytes(36).toString('base64');

describe.each(fleets)('Tokens shown to $processes process(es) on $engine', ({ engine, processes }) => {
  let replicas: Replicas;
  beforeAll(async () => {
    replicas = await Replicas.start(engine, processes, { JWT_SECRET: secret });
  }, 240_000);
  afterAll(() => replicas.stop());

  /** What each process says to the same token. */
  const shown = async (bearer: string): Promise<number[]> =>
    (await Promise.all(replicas.each.map((one) => one.get('/profile', { bearer })))).map(
      ({ status }) => status,
    );
  const all = (status: number): number[] => replicas.each.map(() => status);

  it('open every process, whichever has made them', async () => {
    const person = await registered(replicas);
    for (const _ of replicas.each) expect(await shown(await signedIn(replicas, person))).toEqual(all(200));
  });

  it('that are forged open none, and all get one answer', async () => {
    const good = await signedIn(replicas);
    const forged = Object.entries(forgeries(good, secret, new Date()));
    const accepted: string[] = [];
    for (const [name, bearer] of forged)
      for (const one of replicas.each) {
        const { status, text } = await one.get('/profile', { bearer });
        if (status !== 401 || text !== '{"message":"Unauthorized"}')
          accepted.push(`${name}: ${status} ${text}`);
      }
    expect(forged.length).toBeGreaterThan(50);
    expect(accepted).toEqual([]);
    expect(await shown(good)).toEqual(all(200));
  });

  it('are refused everywhere at once after the end of their session at one', async () => {
    const owner = await Owner.join(replicas);
    const second = await owner.again();
    const { sid } = claimsOf(owner.bearer);
    await second.delete(`/auth/sessions/${String(sid)}`);
    expect(await shown(owner.bearer)).toEqual(all(401));
    expect(await shown(second.bearer)).toEqual(all(200));
    await second.post('/auth/logout-all');
    expect(await shown(second.bearer)).toEqual(all(401));
  });

  it('of refresh, used twenty times at once, give one successor and change one row', async () => {
    const owner = await Owner.join(replicas, {}, { native: true });
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => replicas.http.post('/auth/refresh', { refresh_token: owner.refresh })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    const successors = [...new Set(replies.map(({ body }) => String(body['refresh_token'])))];
    expect(successors).toHaveLength(1);
    for (const { body } of replies.slice(0, 3)) expect(await shown(String(body['token']))).toEqual(all(200));
    const next = await replicas.http.post('/auth/refresh', { refresh_token: successors[0] });
    expect(next.status).toBe(200);
    // The first of them again, two generations late: a thief's.
    const late = await replicas.http.post('/auth/refresh', { refresh_token: owner.refresh });
    expect(late.status).toBe(401);
    expect(await shown(String(next.body['token']))).toEqual(all(401));
  });
});
