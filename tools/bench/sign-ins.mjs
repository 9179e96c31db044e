// Sign-ins through HTTP against what the machine can hash at all.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { password, usernameOf } from './database.mjs';
import { inTurns, load, median } from './load.mjs';
import { startService } from './service.mjs';

const bench = fileURLToPath(new URL('../bench.mjs', import.meta.url));

export async function measureSignIns(plan, database) {
  const service = await startService(database);
  try {
    await signIns(plan, service);
    const measures = { raw: () => rawHashes(plan, database), signIns: () => signIns(plan, service) };
    const rounds = [];
    for (let round = 0; round < plan.rounds; round++) {
      const found = {};
      for (const name of inTurns(Object.keys(measures), round)) found[name] = await measures[name]();
      rounds.push(found.signIns.perSecond / found.raw.perSecond);
      console.log(`  sign-in       raw hashes ${words(found.raw)} · sign-ins ${words(found.signIns)}`);
    }
    return [{ name: 'sign-ins / raw hash rate', ratio: median(rounds), target: 0.9, atLeast: true }];
  } finally {
    await service.stop();
  }
}

const words = ({ perSecond, micros }) =>
  `${perSecond.toFixed(0)}/s, ${(micros / 1000).toFixed(1)} ms CPU each`;

/** A number of them rather than a time: what is still being hashed when a time ends would burden the next measure. */
async function signIns({ seconds, connections }, service) {
  const before = await service.cpu();
  const amount = Math.round(seconds * 150);
  const { answered, perSecond } = await load(service.url, { requests: requests() }, { amount, connections });
  return { perSecond, micros: ((await service.cpu()) - before) / answered };
}

/** A hundred people in turns: one alone would be in every cache. */
const requests = () =>
  Array.from({ length: 100 }, (_, number) => ({
    method: 'POST',
    path: '/auth',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: usernameOf(number), password }),
  }));

async function rawHashes({ seconds }, { passwordHash }) {
  const env = {
    PATH: process.env.PATH,
    BENCH_HASH: passwordHash,
    BENCH_PASSWORD: password,
    BENCH_SECONDS: String(seconds),
  };
  const { stdout } = await promisify(execFile)(process.execPath, [bench, 'raw-hashes'], { env });
  return JSON.parse(stdout);
}
