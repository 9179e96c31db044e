import { Installation, person } from '../harness/installation.js';

describe('The CLI beside a busy service on SQLite', () => {
  let here: Installation;
  beforeAll(async () => {
    here = await Installation.on('sqlite');
    await here.serve();
  }, 120_000);
  afterAll(() => here.remove());

  it('writes while the service writes, and neither refuses the other', async () => {
    const enough = new AbortController();
    const statuses: number[] = [];
    const caller = async (first: number): Promise<void> => {
      for (let number = first; !enough.signal.aborted; number++) {
        const { status } = await here.call('/internal/register', {
          json: person(number),
          basic: 'demo:demo-secret',
        });
        statuses.push(status);
      }
    };
    const callers = [100_000, 200_000, 300_000, 400_000].map(caller);
    const ended = [];
    for (let number = 1; number <= 8; number++)
      ended.push(await here.usapi('partners', 'add', `shop-${number}`));
    enough.abort();
    await Promise.all(callers);
    expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(ended.map(() => [0, '']));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(statuses.length).toBeGreaterThan(20);
    expect((await here.usapi('partners', 'list')).stdout.match(/^shop-\d/gm)).toHaveLength(8);
  }, 120_000);
});
