import { secondsAfter } from '@app/clock';
import { isPublished } from './key-algorithms.js';
import type { SigningKey } from './signing-key.entity.js';

/** Seconds a process works with the ring as it read it. */
export const usableFor = 10;

/** Seconds for which others keep a copy of the public keys. */
export const publishedFor = 300;

/** Seconds by which the clocks of two machines may differ. */
const clocksDiffer = 5;

/** Seconds a key outlives the last token it can have signed: a process signs with it until it reads the ring again. */
const margin = 60;

/**
 * When `next` may sign: every process has read the ring since it was published, and where others verified with the
 * public keys before, their copies have it.
 */
export function dueAt(next: SigningKey, active: SigningKey): Date {
  const copies = isPublished(next.algorithm) && isPublished(active.algorithm) ? publishedFor : 0;
  return secondsAfter(next.since, usableFor + clocksDiffer + copies);
}

/** When a key that stops signing `now` verifies no more. @param longestTtl seconds the longest of its tokens is looked at */
export const endOf = (now: Date, longestTtl: number): Date => secondsAfter(now, longestTtl + margin);
