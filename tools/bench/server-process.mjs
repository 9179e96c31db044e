// A server as a process of its own, whose CPU time can be asked for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const reportCpu = new URL('report-cpu.mjs', import.meta.url).href;
const patience = 20_000;

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts `command` (arguments for node), and waits until `path` is answered. Its words go to `log`. */
export async function startServer(command, { env, port, path, log }) {
  const out = openSync(log, 'a');
  const child = spawn(process.execPath, ['--import', reportCpu, ...command], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', out, out, 'ipc'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(`${url}${path}`, child, log);
  return {
    url,
    /** Microseconds of CPU so far, the process's own and the kernel's for it. */
    cpu: async () => {
      child.send('cpu');
      const [{ user, system }] = await once(child, 'message');
      return user + system;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(killing);
    },
  };
}

async function untilAnswered(url, child, log) {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null) break;
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
  }
  child.kill('SIGKILL');
  throw new Error(`The server does not answer at ${url}; see ${log}`);
}
