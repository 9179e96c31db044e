import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openWriter } from '@app/database';
import { OutboxMessage } from '@app/outbox';
import { PendingSignup } from '@app/pending-signups';
import { User } from '@app/users';
import { engines } from '../harness/engines.js';
import { locationOf } from '../harness/opened-database.js';
import { call, freePort, type RunningProcess } from '../harness/process.js';
import { Installation, person } from '../harness/installation.js';
import { Acknowledged, Caller, mailboxIn } from './interrupted-callers.js';

/** More, for a night: USAPI_FAULT_ROUNDS=200 */
const rounds = Number(process.env['USAPI_FAULT_ROUNDS'] ?? 4);
const callers = 8;

describe.each(engines)('kill -9 while people register, on %s', (engine) => {
  const services = engine === 'sqlite' ? 1 : 2;
  const acknowledged = new Acknowledged();
  let here: Installation;
  let database: DataSource;
  let number = 0;
  let users: User[];
  let signups: PendingSignup[];
  let messages: OutboxMessage[];

  beforeAll(
    async () => {
      here = await Installation.on(engine);
      database = await openWriter(locationOf(here.place));
      for (let round = 0; round < rounds; round++) await killedRound(round);
      await deliverTheRest();
      users = await database.manager
        .createQueryBuilder(User, 'user')
        .addSelect('user.passwordHash')
        .getMany();
      signups = await database.manager.find(PendingSignup);
      messages = await database.manager.find(OutboxMessage);
    },
    120_000 + rounds * 30_000,
  );
  afterAll(async () => {
    await database.destroy();
    await here.remove();
  });

  /** All services die at one moment, each round at another point of what they are doing. */
  async function killedRound(round: number): Promise<void> {
    const ports = await Promise.all(Array.from({ length: services }, freePort));
    const running = await Promise.all(ports.map((port) => here.serve({ PORT: String(port) })));
    const calling = running.flatMap(({ url }) =>
      Array.from({ length: callers / services }, () =>
        new Caller(url, here.place.directory, acknowledged, () => ++number).callUntilKilled(),
      ),
    );
    await acknowledged.reaches(acknowledged.count + 5 + ((round * 7) % 20));
    await sleep(round % 10);
    await Promise.all(running.map((service: RunningProcess) => service.end('SIGKILL')));
    await Promise.all(calling);
  }

  /** The leases of killed couriers need not be waited for: those who held them are gone. */
  async function deliverTheRest(): Promise<void> {
    await database.manager.update(OutboxMessage, { status: 'queued' }, { nextAttemptAt: new Date(0) });
    const service = await here.serve();
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100))
      if ((await database.manager.countBy(OutboxMessage, { status: 'queued' })) === 0) break;
    await service.end();
  }

  it('loses no acknowledged registration', () => {
    expect(missing(acknowledged.registrations, namesOf(users))).toEqual([]);
    expect(acknowledged.registrations.size).toBeGreaterThan(rounds);
  });

  it('loses no acknowledged completion, and completes none by half', () => {
    const completed = namesOf(signups.filter(({ verifiedAt }) => verifiedAt !== null));
    const registered = namesOf(users);
    const admitted = namesOf(signups.filter(({ username }) => registered.has(username)));
    expect(missing(acknowledged.completions, completed)).toEqual([]);
    expect([missing(completed, admitted), missing(admitted, completed)]).toEqual([[], []]);
    expect(acknowledged.completions.size).toBeGreaterThan(0);
  });

  it('keeps no half user', () => {
    expect(users.filter((user) => !isWhole(user)).map(({ username }) => username)).toEqual([]);
  });

  it('keeps for every acknowledged signup its row and its message', () => {
    const subjects = new Set(messages.map(({ subject }) => subject));
    const whole = namesOf(signups.filter(({ uuid }) => subjects.has(uuid)));
    expect(missing(acknowledged.signups, whole)).toEqual([]);
    expect(acknowledged.signups.size).toBeGreaterThan(rounds);
  });

  it('has sent nothing about what is not there, and nothing more than twice', () => {
    const existing = new Set([...signups, ...users].map(({ uuid }) => uuid));
    expect(messages.filter(({ subject }) => !existing.has(subject))).toEqual([]);
    const sent = Map.groupBy(mailboxIn(here.place.directory), ({ id }) => id);
    expect(missing(sent.keys(), new Set(messages.map(({ id }) => id)))).toEqual([]);
    expect([...sent.values()].filter((copies) => copies.length > 2)).toEqual([]);
  });

  it('has sent every message it decided on, but one whose courier was killed twice', () => {
    const sent = new Set(mailboxIn(here.place.directory).map(({ id }) => id));
    const unsent = messages.filter(({ id, status }) => status !== 'delivered' || !sent.has(id));
    expect(unsent.filter(({ status, attempts }) => status !== 'dead' || attempts <= 2)).toEqual([]);
  });

  it('signs the acknowledged in after the last start', async () => {
    const { url } = await here.serve();
    for (const username of [...acknowledged.registrations].filter((_, index) => index % 10 === 0)) {
      const { status } = await call(`${url}/auth`, { json: { username, password: person(0).password } });
      expect([username, status]).toEqual([username, 200]);
    }
  });
});

const namesOf = (rows: readonly { readonly username: string }[]): Set<string> =>
  new Set(rows.map(({ username }) => username));

/** Those of `expected` that are not there. */
const missing = (expected: Iterable<string>, there: ReadonlySet<string>): string[] =>
  [...expected].filter((one) => !there.has(one));

const isWhole = ({ uuid, username, usernameKey, email, phoneNumber, passwordHash }: User): boolean =>
  [uuid, username, usernameKey, email, phoneNumber].every((value) => value !== null && value !== '') &&
  passwordHash.startsWith('$argon2id$');
