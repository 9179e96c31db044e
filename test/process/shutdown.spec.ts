import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from '../harness/build.js';
import { emptyDatabase, engines, type EmptyDatabase } from '../harness/engines.js';
import { call, freePort, killAll, startApp, usapi, type RunningProcess } from '../harness/process.js';

const demo = `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`;

/** A registration whose second half the caller keeps back. */
class SlowRegistration {
  private received = '';
  private readonly body: string;

  private constructor(
    private readonly socket: Socket,
    username: string,
  ) {
    const names = { first_name: 'Slow', last_name: 'Caller', phone_number: '621234567890' };
    this.body = JSON.stringify({ username, password: 'abc123', email: `${username}@example.com`, ...names });
    socket.on('data', (chunk: Buffer) => (this.received += chunk.toString()));
    socket.on('error', () => undefined);
  }

  static async begin({ url }: RunningProcess, username: string): Promise<SlowRegistration> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const registration = new SlowRegistration(socket, username);
    const head = [
      'POST /internal/register HTTP/1.1',
      `Host: ${hostname}`,
      `Authorization: ${demo}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(registration.body)}`,
      'Expect: 100-continue',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${registration.body.slice(0, 20)}`);
    // The service asks for the rest: it has the request.
    await once(socket, 'data');
    registration.received = '';
    return registration;
  }

  /** Sends the rest, and waits for all that is answered. */
  async finish(): Promise<string> {
    this.socket.write(this.body.slice(20));
    await once(this.socket, 'close');
    return this.received;
  }
}

describe.each(engines)('SIGTERM on %s', (engine) => {
  let place: EmptyDatabase;
  let service: RunningProcess;

  beforeAll(async () => {
    await builtProgram();
    place = await emptyDatabase(engine);
  }, 120_000);
  beforeEach(async () => {
    const env = { DATABASE_URL: place.url, DATA_DIR: place.directory, PORT: String(await freePort()) };
    await usapi(['migrate'], { env, cwd: place.directory });
    service = await (await startApp('api', { env, cwd: place.directory })).untilReady();
  });
  afterEach(killAll);
  afterAll(() => place.drop());

  it('answers the request in flight, takes no other, and exits with 0', async () => {
    const inFlight = await SlowRegistration.begin(service, `slow-${engine}`);
    service.signal('SIGTERM');
    await untilRefused(`${service.url}/health/live`);
    expect(await inFlight.finish()).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Account has been created/s);
    const { code, stdout } = await service.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('Not everything had ended in time');
  });
});

/** Milliseconds for this machine to notice, besides the other suites. */
const slack = 2000;

/** Who asks on as the listening socket closes is let in a last time, and is answered. */
async function untilRefused(url: string): Promise<void> {
  for (const end = Date.now() + 5000; Date.now() < end; await sleep(20)) {
    const refused = await call(url).then(
      () => false,
      (error: unknown) => String(error).includes('ECONNREFUSED'),
    );
    if (refused) return;
  }
  throw new Error('It still took requests after 5 s');
}

describe('A service that is told to end', () => {
  let place: EmptyDatabase;
  let service: RunningProcess;
  const start = async (): Promise<RunningProcess> => {
    const env = { PORT: String(await freePort()) };
    return (await startApp('api', { env, cwd: place.directory })).untilReady();
  };

  beforeAll(async () => {
    await builtProgram();
    place = await emptyDatabase('sqlite');
  }, 120_000);
  beforeEach(async () => {
    service = await start();
  });
  afterEach(killAll);
  afterAll(() => place.drop());

  it('waits for no caller who has nothing to say', async () => {
    const { hostname, port } = new URL(service.url);
    const idle = connect(Number(port), hostname).on('error', () => undefined);
    await once(idle, 'connect');
    idle.write(`GET /health/live HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    await once(idle, 'data');
    const begun = performance.now();
    expect((await service.end('SIGTERM')).code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(6000);
  });

  it('waits at most ten seconds for a caller who stalls', async () => {
    await SlowRegistration.begin(service, 'stalled');
    const begun = performance.now();
    expect((await service.end('SIGTERM')).code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000 + slack);
  });

  it('ends in order though the signal comes twice, as npm and a terminal both send it', async () => {
    const inFlight = await SlowRegistration.begin(service, 'twice');
    service.signal('SIGINT');
    await sleep(50);
    service.signal('SIGINT');
    expect(await inFlight.finish()).toContain('HTTP/1.1 200 OK');
    expect((await service.ended).code).toBe(0);
  });

  it('leaves the database to the next one at once', async () => {
    await service.end('SIGTERM');
    await expect(start()).resolves.toBeDefined();
  });
});
