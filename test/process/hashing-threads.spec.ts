import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { builtProgram } from '../harness/build.js';
import { emptyDatabase } from '../harness/engines.js';
import { call, freePort, killAll, startApp } from '../harness/process.js';

/** The kernel's count of the threads that hash, read files and look up names. */
const workersOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).filter((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').startsWith('libuv-worker'),
  ).length;

describe('A service process', () => {
  beforeAll(builtProgram);
  afterAll(killAll);

  it('has threads for a hash a core and more, not the four that Node begins with', async () => {
    const place = await emptyDatabase('sqlite');
    const env = { PORT: String(await freePort()) };
    const service = await (await startApp('api', { env, cwd: place.directory })).untilReady();
    await call(`${service.url}/auth`, { json: { username: 'nobody', password: 'no password' } });
    expect(workersOf(service.pid)).toBe(availableParallelism() + 5);
    await service.end();
    await place.drop();
  });
});
