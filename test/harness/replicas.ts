import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { MailboxEntry } from '@app/courier';
import { openWriter } from '@app/database';
import { Installation } from './installation.js';
import { Client } from './client.js';
import { engines, type Engine } from './engines.js';
import { locationOf } from './opened-database.js';
import { freePort, type RunningProcess, type Variables } from './process.js';
import { messagesTo, type Served } from './service.js';
import { inTurnsTo } from './transport.js';

/** On SQLite one process serves; on MariaDB here two. */
export const fleets = engines.map((engine) => ({ engine, processes: engine === 'sqlite' ? 1 : 2 }));

/** Milliseconds for starting them beside other suites. */
const startsWithin = 120_000;

/** What replicas must have in common: by default both would follow from the port and the start. */
const shared = (): Variables => ({
  PUBLIC_URL: 'http://localhost:3000',
  JWT_SECRET: randomBytes(36).toString('base64'),
});

/** The built service in processes of its own on one database, asked in turns over sockets. */
export class Replicas implements Served {
  /** Every call goes to the next one. */
  readonly http: Client;
  /** One client for each. */
  readonly each: readonly Client[];

  private constructor(
    private readonly installation: Installation,
    readonly database: DataSource,
    /** Where each of them answers. */
    readonly origins: readonly string[],
    private running: readonly RunningProcess[],
  ) {
    this.http = new Client(inTurnsTo(origins));
    this.each = origins.map((url) => new Client(inTurnsTo([url])));
  }

  static async start(engine: Engine, processes: number, env: Variables = {}): Promise<Replicas> {
    const installation = await Installation.on(engine, { ...shared(), ...env });
    const ports: number[] = [];
    for (let number = 0; number < processes; number++) ports.push(await freePort());
    const started = await startAt(installation, ports);
    const database = await openWriter(locationOf(installation.place));
    const origins = started.map(({ url }) => url);
    return new Replicas(installation, database, origins, started);
  }

  /** Ends them all and starts them anew, where they were. */
  async restart(): Promise<void> {
    await Promise.all(this.running.map((replica) => replica.end()));
    const ports = this.origins.map((origin) => Number(new URL(origin).port));
    this.running = await startAt(this.installation, ports);
  }

  mailbox(to: string, count = 1): Promise<MailboxEntry[]> {
    const list = async (): Promise<MailboxEntry[]> =>
      (await (await fetch(`${this.origins[0]}/dev/mailbox.json`)).json()) as MailboxEntry[];
    return messagesTo({ list }, to, count);
  }

  async stop(): Promise<void> {
    await this.database.destroy();
    await this.installation.remove();
  }
}

/** As if so long had passed that nothing is held against anybody: the clock of processes is the world's. */
export async function forgetLimits({ database }: Served): Promise<void> {
  for (const table of ['limit_counters', 'failure_delays']) await database.query(`DELETE FROM ${table}`);
}

async function startAt(installation: Installation, ports: readonly number[]): Promise<RunningProcess[]> {
  const started: RunningProcess[] = [];
  for (const port of ports) started.push(await installation.start('api', { PORT: String(port) }));
  await Promise.all(started.map((replica) => replica.untilReady(startsWithin)));
  return started;
}
