/** Milliseconds that a call takes. */
async function timed(call: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await call();
  return performance.now() - begun;
}

/**
 * How well the times tell two classes apart: the area under the ROC curve, which is the chance that one of `ones` took
 * longer than one of `others`. 0.5 tells nothing, 0 and 1 tell all.
 */
export function areaUnderCurve(ones: readonly number[], others: readonly number[]): number {
  let wins = 0;
  for (const one of ones) for (const other of others) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (ones.length * others.length);
}

/** Milliseconds of two classes. */
export type Times = readonly [number[], number[]];

/** Times of two calls in turns, so that whatever slows the machine slows both; which comes first changes, too. */
export async function interleaved(
  samples: number,
  calls: readonly [(sample: number) => Promise<unknown>, (sample: number) => Promise<unknown>],
): Promise<Times> {
  const times: Times = [[], []];
  for (let sample = 0; sample < samples; sample++) {
    // Not every other time: what one call leaves to be done must not always fall on the same one.
    const order = Math.random() < 0.5 ? ([0, 1] as const) : ([1, 0] as const);
    for (const which of order) times[which].push(await timed(() => calls[which](sample)));
  }
  return times;
}
