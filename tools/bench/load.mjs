import autocannon from 'autocannon';

/** Calls a server for some seconds or so many times, as fast as it answers. Throws unless every answer was a 200. */
export async function load(url, request, { seconds, amount, connections }) {
  const extent = amount === undefined ? { duration: seconds } : { amount };
  const run = autocannon({ url, connections, ...extent, ...request });
  const begin = performance.now();
  let last = begin;
  // Its own `duration` goes on until the next full second.
  run.on('response', () => (last = performance.now()));
  const result = await run;
  const bad = result.errors + result.timeouts + result.non2xx;
  if (bad > 0) throw new Error(`${bad} of the answers of ${url}${request.path ?? ''} were no 200`);
  const elapsed = (last - begin) / 1000;
  return { answered: result['2xx'], perSecond: result['2xx'] / elapsed, p99: result.latency.p99 };
}

/** Nobody is always the first of a round. */
export const inTurns = (names, round) => (round % 2 === 0 ? names : names.toReversed());

export const median = (numbers) => {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
