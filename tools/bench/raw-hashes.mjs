// Part of its own process: how many argon2id hashes a second this machine verifies when it does nothing else.
import { availableParallelism } from 'node:os';
import { verify } from '@node-rs/argon2';

/** BENCH_HASH, BENCH_PASSWORD, BENCH_SECONDS. Prints the rate, and the CPU time of one in microseconds. */
export async function run() {
  const { BENCH_HASH: stored, BENCH_PASSWORD: password, BENCH_SECONDS: seconds } = process.env;
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  const end = begin + Number(seconds) * 1000;
  let done = 0;
  const lane = async () => {
    while (performance.now() < end) {
      await verify(stored, password);
      done++;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  const elapsed = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  console.log(JSON.stringify({ perSecond: done / elapsed, micros: (user + system) / done }));
}
