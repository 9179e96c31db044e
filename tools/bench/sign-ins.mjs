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
    const signIns = () => load(service.url, { requests: requests() }, plan);
    const rawHashes = () => rate(plan.seconds, database.passwordHash);
    await load(service.url, { requests: requests() }, { ...plan, seconds: 2 });
    const rounds = [];
    for (let round = 0; round < plan.rounds; round++) {
      const found = {};
      for (const name of inTurns(['raw', 'service'], round))
        found[name] = await (name === 'raw' ? rawHashes() : signIns());
      const {
        raw,
        service: { perSecond, p99 },
      } = found;
      rounds.push(perSecond / raw);
      console.log(
        `  sign-in   ${raw.toFixed(1)} raw hashes/s, ${perSecond.toFixed(1)} sign-ins/s, p99 ${p99} ms`,
      );
    }
    const ratio = median(rounds);
    return [{ name: 'sign-ins / raw hash rate', ratio, target: 0.9, atLeast: true }];
  } finally {
    await service.stop();
  }
}

/** A hundred people in turns: one alone would be in every cache. */
const requests = () =>
  Array.from({ length: 100 }, (_, number) => ({
    method: 'POST',
    path: '/auth',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: usernameOf(number), password }),
  }));

async function rate(seconds, stored) {
  const env = {
    PATH: process.env.PATH,
    BENCH_HASH: stored,
    BENCH_PASSWORD: password,
    BENCH_SECONDS: String(seconds),
  };
  const { stdout } = await promisify(execFile)(process.execPath, [bench, 'raw-hashes'], { env });
  return Number(stdout);
}
