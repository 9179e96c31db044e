import TestSequencer from '@jest/test-sequencer';

/** Suites of many processes or long waits. Jest knows durations of earlier runs only, and a fresh clone has none. */
const long = /\/test\/(keys\/rotation-under-load|account\/timing|process|faults|image|replicas)\b/;

/** Begins with the long suites: one that begins last keeps one core busy, and the others wait for it. */
export default class LongestFirst extends TestSequencer {
  /**
   * @param {import('@jest/test-sequencer').Test[]} tests
   */
  sort(tests) {
    // oxlint-disable-next-line no-array-sort -- no array: Jest's own order
    const sorted = super.sort(tests);
    return [
      ...sorted.filter(({ path }) => long.test(path)),
      ...sorted.filter(({ path }) => !long.test(path)),
    ];
  }
}
