import { isDeepStrictEqual } from 'node:util';
import { HashingPool } from '@app/passwords';
import { engines } from '../harness/engines.js';
import type { Reply } from '../harness/client.js';
import { startService, type Service } from '../harness/service.js';
import { somebody, type Person } from '../e2e/people.js';
import { pendingSignup, verify, type PendingSignup } from '../e2e/signups.js';
import { answer, customerError, register, systemNames, type SystemName } from './newcomers.js';

/** Four letter-cases of one text. */
const spellings = [
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text[0]?.toUpperCase() + text.slice(1),
  (text: string) => Array.from(text, (letter, at) => (at % 2 === 0 ? letter : letter.toUpperCase())).join(''),
];
const spelled = (text: string, number: number): string =>
  (spellings[number % spellings.length] ?? String)(text);

type Key = 'email' | 'phone_number' | 'username';
const usapi = {
  email: 'Email already exist',
  phone_number: 'Phone number already exist',
  username: 'Username already exist',
};
/** The only words a loser may hear. */
const lost: Readonly<Record<SystemName | 'verify', (key: Key) => readonly [number, object]>> = {
  usapi: (key) => [400, { message: usapi[key] }],
  verify: (key) => [400, { message: usapi[key] }],
  customer: (key) => customerError(key === 'username' ? '-1' : '-2'),
  account: (key) => [400, { detail: key === 'username' ? 'Account already exists' : 'Email already exists' }],
};
type Run = readonly [who: keyof typeof lost, reply: Reply];

const wanted = (key: Key, text: string, number: number): Person =>
  somebody({ [key]: key === 'phone_number' ? text : spelled(text, number) });

describe.each(engines)('One identity that everybody wants at once, on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    // How long a hash may wait is another matter: on a busy machine nobody shall lose by impatience.
    const patient = new HashingPool({ concurrency: 2, queue: 256, patience: 60_000 });
    service = await startService(engine, { replace: [{ token: HashingPool, value: patient }] });
  });
  afterAll(() => service.stop());

  /** Signups that only have to be proven, each by itself possible. */
  const prepare = (key: Key, text: string): Promise<PendingSignup[]> =>
    Promise.all(
      Array.from({ length: 25 }, (_, number) =>
        // The proof goes to the address that is not wanted: one destination would have a cooldown.
        pendingSignup(service, wanted(key, text, number), key === 'phone_number' ? 'LINK' : 'OTP'),
      ),
    );

  /** 100 registrations over `systems`, and the proofs. */
  function race(
    key: Key,
    text: string,
    systems: readonly SystemName[],
    signups: readonly PendingSignup[],
  ): Promise<Run[]> {
    const registrations = Array.from({ length: 100 }, async (_, number): Promise<Run> => {
      const system = systems[number % systems.length] ?? 'usapi';
      return [
        system,
        await register(service, system, wanted(key, text, Math.floor(number / systems.length))),
      ];
    });
    const proofs = signups.map(async ({ token, digits }): Promise<Run> => [
      'verify',
      await verify(service, token, digits),
    ]);
    return Promise.all([...registrations, ...proofs]);
  }

  /** What came of it. `wrongWords` are answers to losers that are not the documented ones. */
  async function outcome(key: Key, column: string, value: string, runs: readonly Run[]) {
    const winners = runs.filter(([, { status }]) => status < 300);
    const wrongWords = runs
      .filter(([, { status }]) => status >= 300)
      .filter(([who, reply]) => !isDeepStrictEqual(answer(reply), lost[who](key)))
      .map(([who, { status, text }]) => [who, status, text]);
    const accounts: { id: number }[] = await service.database.query(
      `SELECT id FROM users WHERE ${column} = ?`,
      [value],
    );
    const tokens = await service.database.query('SELECT id FROM sessions WHERE user_id = ?', [
      accounts[0]?.id,
    ]);
    const strayTokens = tokens.length - (winners[0]?.[0] === 'customer' ? 1 : 0);
    const failures = service.logs.lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
    return { winners: winners.length, wrongWords, accounts: accounts.length, strayTokens, failures };
  }
  const oneWinner = { winners: 1, wrongWords: [], accounts: 1, strayTokens: 0, failures: [] };

  it.each(['with', 'without'])('an e-mail in four letter-cases, %s proofs of signups', async (how) => {
    const email = `${how}.proofs@example.com`;
    const signups = how === 'with' ? await prepare('email', email) : [];
    const runs = await race('email', email, systemNames, signups);
    expect(await outcome('email', 'email', email, runs)).toEqual(oneWinner);
  });

  it('a phone number, where a system knows phones', async () => {
    const phone = '628111222333';
    const signups = await prepare('phone_number', phone);
    const runs = await race('phone_number', phone, ['usapi'], signups);
    expect(await outcome('phone_number', 'phone_number', phone, runs)).toEqual(oneWinner);
  });

  it.each(['with', 'without'])('a username in four letter-cases, %s proofs of signups', async (how) => {
    const username = `zoë ${how} proofs`;
    const signups = how === 'with' ? await prepare('username', username) : [];
    const runs = await race('username', username, systemNames, signups);
    expect(await outcome('username', 'username_key', username, runs)).toEqual(oneWinner);
  });

  it('all keys at once: whoever loses hears of one that the winner has', async () => {
    const one = somebody();
    const runs = await Promise.all(
      Array.from({ length: 60 }, async (_, number): Promise<Run> => {
        const system = systemNames[number % systemNames.length] ?? 'usapi';
        return [system, await register(service, system, one)];
      }),
    );
    const phoneIsTaken = runs.some(([who, { status }]) => who === 'usapi' && status < 300);
    const told = (who: SystemName): Key => (who === 'usapi' && phoneIsTaken ? 'phone_number' : 'username');
    for (const system of systemNames) {
      const own = runs.filter(([who, { status }]) => who === system && status >= 300);
      expect(
        own.filter(([who, reply]) => !isDeepStrictEqual(answer(reply), lost[who](told(system)))),
      ).toEqual([]);
    }
    expect(runs.filter(([, { status }]) => status < 300)).toHaveLength(1);
    expect((await service.http.post('/auth', one)).status).toBe(200);
  });
});
