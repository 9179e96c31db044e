import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildOnce } from '../harness/built.js';

/** The service as `npm start` leaves it, in a process and a folder of its own. */
export interface StartedService {
  readonly port: number;
  /** Empty, for whatever the story writes. */
  readonly folder: string;
  stop(): Promise<void>;
}

const startWithin = 20_000;

/** As a new user starts it: no setting but the port and the folder, so a line of the README cannot lean on others. */
export async function startForStory(): Promise<StartedService> {
  buildOnce();
  const folder = await mkdtemp(join(tmpdir(), 'usapi-readme-'));
  const port = await freePort();
  const child = spawn(process.execPath, [resolve('dist/apps/api/src/main.js')], {
    cwd: folder, // where no .env lies
    env: { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: join(folder, 'var') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await untilReady(port, child, said);
  return { port, folder, stop: () => stop(child, folder) };
}

async function untilReady(port: number, child: ChildProcess, said: readonly string[]): Promise<void> {
  for (const end = Date.now() + startWithin; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`The service did not start: ${said.join('')}`);
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (ready?.ok === true) return;
  }
  child.kill('SIGKILL');
  throw new Error(`The service was not ready within ${startWithin} ms: ${said.join('')}`);
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await once(child, 'exit');
    clearTimeout(late);
  }
  await rm(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
