// Sign-ins through HTTP against what the machine can hash at all, and against a bare server's.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { password, usernameOf } from './database.mjs';
import { inTurns, load, median } from './load.mjs';
import { startBareServer, startService } from './service.mjs';

const bench = fileURLToPath(new URL('../bench.mjs', import.meta.url));

/** Sign-ins until the compiler has nothing left to win. */
const warmUp = 1000;

export async function measureSignIns(plan, database) {
  const service = await startService(database);
  try {
    const bare = await startBareServer(plan, database, service);
    try {
      return await compare(plan, {
        raw: () => rawHashes(plan, database),
        bare: (amount) => signIns(plan, bare, amount),
        service: (amount) => signIns(plan, service, amount),
      });
    } finally {
      await bare.stop();
    }
  } finally {
    await service.stop();
  }
}

async function compare({ rounds, seconds }, measures) {
  await measures.bare(warmUp);
  await measures.service(warmUp);
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const rates = {};
    // A number of them rather than a time: what is still being hashed when a time ends would burden the next measure.
    for (const name of inTurns(Object.keys(measures), round))
      rates[name] = await measures[name](Math.round(seconds * 150));
    const { raw, bare, service } = rates;
    console.log(`  sign-in       raw hashes ${words(raw)} · bare ${words(bare)} · service ${words(service)}`);
    found.push({
      ofRaw: service.perSecond / raw.perSecond,
      ofBare: service.perSecond / bare.perSecond,
      bareOfRaw: bare.perSecond / raw.perSecond,
    });
  }
  const ratio = (which) => median(found.map((round) => round[which]));
  console.log(`                bare server's sign-ins / raw hash rate: ${ratio('bareOfRaw').toFixed(2)}`);
  return [
    { name: 'sign-ins / raw hash rate', ratio: ratio('ofRaw'), target: 0.9, atLeast: true },
    { name: "sign-ins / bare server's", ratio: ratio('ofBare'), target: 0.9, atLeast: true },
  ];
}

const words = ({ perSecond, micros }) =>
  `${perSecond.toFixed(0)}/s, ${(micros / 1000).toFixed(1)} ms CPU each`;

async function signIns({ connections }, server, amount) {
  const before = await server.cpu();
  const { answered, perSecond } = await load(server.url, { requests: requests() }, { amount, connections });
  return { perSecond, micros: ((await server.cpu()) - before) / answered };
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
