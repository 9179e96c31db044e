import { setTimeout as sleep } from 'node:timers/promises';

/** The first thing that fits, as soon as it has come. @throws when none has within `ms` */
export async function waitFor<Thing>(
  things: readonly Thing[],
  predicate: (thing: Thing) => boolean,
  ms: number,
): Promise<Thing> {
  const end = Date.now() + ms;
  for (;;) {
    const found = things.find(predicate);
    if (found !== undefined) return found;
    if (Date.now() > end)
      throw new Error(`Nothing that fits has come within ${ms} ms, of ${things.length} in all`);
    await sleep(10);
  }
}
