import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { Clock } from '@app/clock';
import { Mailbox, type MailboxEntry } from '@app/courier';
import { Migrator, openWriter } from '@app/database';
import { Argon2Hasher, PasswordHasher } from '@app/passwords';
import { readSettings, type Settings } from '@app/settings';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { createAdapter, finishApi, nestOptions } from '../../apps/api/src/create-api.js';
import { Client } from './client.js';
import { emptyDatabase, type EmptyDatabase, type Engine } from './engines.js';
import { FrozenClock } from './frozen-clock.js';
import { LogSink } from './log-sink.js';
import { within } from './transport.js';

/** How a test wants its service. */
export interface ServiceOptions {
  /** Environment variables over the harness's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Real hashing cost: for what measures it. Otherwise a hash is cheap. */
  readonly realHashes?: boolean;
  /** Providers to replace, by token. */
  readonly replace?: readonly { readonly token: unknown; readonly value: unknown }[];
  /** One more instance of this service: same database, keys and clock. Not on SQLite, which serves one. */
  readonly beside?: Service;
}

/** What people and partners see of a service, in however many processes, and its tables. */
export interface Served {
  readonly http: Client;
  readonly database: DataSource;
  /** Messages in the mailbox, newest first, once at least `count` went to `to`. */
  mailbox(to: string, count?: number): Promise<MailboxEntry[]>;
  stop(): Promise<void>;
}

/** A whole service in this process: real application, real migrated database, a clock that stands still. */
export interface Service extends Served {
  readonly app: NestFastifyApplication;
  readonly clock: FrozenClock;
  readonly logs: LogSink;
  readonly settings: Settings;
  readonly place: EmptyDatabase;
}

const cheap = new Argon2Hasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });

export async function startService(engine: Engine, options: ServiceOptions = {}): Promise<Service> {
  const { beside } = options;
  const place = beside ? borrowed(beside.place) : await emptyDatabase(engine);
  const settings = readSettings({
    NODE_ENV: 'test',
    DATA_DIR: place.directory,
    DATABASE_URL: place.url,
    JWT_SECRET: beside?.settings.tokens.secret ?? randomUUID() + randomUUID(),
    ...options.env,
  });
  const clock = beside?.clock ?? new FrozenClock();
  const logs = new LogSink();
  await migrate(settings, clock);
  const builder = Test.createTestingModule({ imports: [ApiModule.of(settings)] });
  builder.overrideProvider(Clock).useValue(clock);
  if (!options.realHashes) builder.overrideProvider(PasswordHasher).useValue(cheap);
  for (const { token, value } of options.replace ?? []) builder.overrideProvider(token).useValue(value);
  const module = await builder.compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    createAdapter(settings, logs.logger),
    nestOptions(logs.logger),
  );
  finishApi(app, settings);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    http: new Client(within(app)),
    clock,
    logs,
    settings,
    database: app.get(DataSource),
    place,
    mailbox: (to, count = 1) => messagesTo(app.get(Mailbox), to, count),
    stop: async () => {
      await app.close();
      await place.drop();
    },
  };
}

/** Whoever made it drops it. */
const borrowed = (place: EmptyDatabase): EmptyDatabase => ({ ...place, drop: async () => undefined });

async function migrate(settings: Settings, clock: Clock): Promise<void> {
  const writer = await openWriter(settings.storage.database);
  await new Migrator(writer, clock).up();
  await writer.destroy();
}

/** Until so many have come. @throws Error after five seconds */
export async function messagesTo(
  mailbox: Pick<Mailbox, 'list'>,
  to: string,
  count: number,
): Promise<MailboxEntry[]> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const entries = (await mailbox.list()).filter((entry) => entry.to === to);
    if (entries.length >= count) return entries;
    await sleep(25);
  }
  throw new Error(`Fewer than ${count} messages to ${to} within 5 s`);
}
