import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from './build.js';

export type App = 'api' | 'courier' | 'cli';
export type Variables = Readonly<Record<string, string>>;

/** How a process ended. A signal's name when it was killed. */
export interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly env: Variables;
  /** The working folder, in which nothing of the project lies. */
  readonly cwd: string;
  readonly words?: readonly string[];
  /** Another Node than the one the tests run on. */
  readonly node?: string;
}

const running = new Set<RunningProcess>();

/** One process of the built program, with an environment of its own. */
export class RunningProcess {
  readonly ended: Promise<Ended>;
  private stdout = '';
  private stderr = '';

  constructor(
    private readonly child: ChildProcess,
    /** Where it answers, when it is a service. */
    readonly url: string,
  ) {
    running.add(this);
    child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
      running.delete(this);
      return { code: code ?? signal ?? '', stdout: this.stdout, stderr: this.stderr };
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get output(): string {
    return this.stdout;
  }

  get errors(): string {
    return this.stderr;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Sends the signal and waits for the end. */
  async end(name: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.signal(name);
    return this.ended;
  }

  /** Until /health/ready says 200. @throws when it ends before, or `ms` pass */
  async untilReady(ms = 45_000): Promise<this> {
    await this.until(async () => (await call(`${this.url}/health/ready`)).status === 200, ms);
    return this;
  }

  /** Until it has written this to standard output. */
  async untilSaid(text: string, ms = 20_000): Promise<this> {
    await this.until(() => Promise.resolve(this.stdout.includes(text)), ms);
    return this;
  }

  private async until(holds: () => Promise<boolean>, ms: number): Promise<void> {
    for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(10)) {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`It has ended: ${this.stderr}${this.stdout}`);
      if (await holds().catch(() => false)) return;
    }
    throw new Error(`Not within ${ms} ms: ${this.stderr}${this.stdout}`);
  }
}

/** Starts a built app, with PATH, `env` and a cache of compiled code, and no other variable. */
export async function startApp(
  app: App,
  { env, cwd, words = [], node }: StartOptions,
): Promise<RunningProcess> {
  const built = await builtProgram();
  const main = join(built, 'dist/apps', app, 'src/main.js');
  // Hundreds are started, and much of the time of each would be compiling the same again.
  const all = { NODE_COMPILE_CACHE: join(built, 'compiled'), ...env };
  return startNode([main, ...words], { env: all, cwd, node: node ?? process.execPath });
}

/** Starts any script in the same way. */
export function startNode(
  words: readonly string[],
  { env, cwd, node }: { env: Variables; cwd: string; node: string },
): RunningProcess {
  const child = spawn(node, words, {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new RunningProcess(child, `http://127.0.0.1:${env['PORT'] ?? 3000}`);
}

/** Runs one command of the CLI to its end. */
export async function usapi(words: readonly string[], options: Omit<StartOptions, 'words'>): Promise<Ended> {
  return (await startApp('cli', { ...options, words })).ended;
}

/** For afterEach: whatever a failed test has left running. */
export async function killAll(): Promise<void> {
  await Promise.all([...running].map((left) => left.end('SIGKILL')));
}

/** A port nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface CallOptions {
  readonly json?: unknown;
  /** `name:secret` of a partner. */
  readonly basic?: string;
  readonly bearer?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One request over a connection of its own: a killed service leaves no dead one behind for the next. */
export async function call(url: string, { json, basic, bearer }: CallOptions = {}): Promise<Answer> {
  const body = json === undefined ? undefined : JSON.stringify(json);
  const sent = request(url, {
    agent: false,
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
      ...(basic !== undefined && { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    timeout: 15_000,
  });
  sent.on('timeout', () => sent.destroy(new Error('no answer')));
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const isJson = String(response.headers['content-type']).includes('json');
  return {
    status: response.statusCode ?? 0,
    text,
    body: isJson ? (JSON.parse(text) as Answer['body']) : {},
  };
}
