// Part of its own process: how many argon2id hashes a second this machine verifies when it does nothing else.
import { availableParallelism } from 'node:os';
import { verify } from '@node-rs/argon2';

/** BENCH_HASH, BENCH_PASSWORD, BENCH_SECONDS. Prints the rate. */
export async function run() {
  const { BENCH_HASH: stored, BENCH_PASSWORD: password, BENCH_SECONDS: seconds } = process.env;
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
  console.log(done / ((performance.now() - begin) / 1000));
}
