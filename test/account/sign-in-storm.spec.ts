import { availableParallelism } from 'node:os';
import { Fleet, fleets } from '../races/fleet.js';
import { registered } from '../e2e/people.js';
import { said } from './letters.js';

describe.each(fleets)('A storm of sign-ins on $engine, processes: $instances', (facts) => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await Fleet.start(facts);
  });
  afterAll(() => fleet.stop());

  it('lets twenty right passwords in at once', async () => {
    const { username, password } = await registered(fleet.first);
    const replies = await fleet.storm(20, ({ http }) => http.post('/auth', { username, password }));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    fleet.refuseFaults();
  });

  it('looks at no more of a hundred wrong ones than ten and those under way', async () => {
    const { username, password } = await registered(fleet.first);
    const replies = await fleet.storm(100, ({ http }, number) =>
      http.post('/auth', { username, password: `wrong guess ${number}` }),
    );
    const evaluated = replies.filter((reply) => said(reply) === '401 Invalid username or password');
    expect(evaluated.length).toBeGreaterThanOrEqual(10);
    // The eleventh begins the waiting; one per core and one more may be under way in each process while it is written.
    expect(evaluated.length).toBeLessThanOrEqual(11 + (availableParallelism() + 1) * facts.instances);
    const late = replies.filter(({ status }) => status === 429);
    expect(evaluated.length + late.length).toBe(100);
    const { status } = await fleet.first.http.post('/auth', { username, password });
    expect(status).toBe(429);
    fleet.refuseFaults();
  });
});
