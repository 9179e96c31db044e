/** `npm run test:faults` runs these suites at full length; the test command a short version of each. */
const isLong = process.env['USAPI_TEST_FAULTS'] === 'long';

/** One figure for the test command, another for `npm run test:faults`. */
export const lasting = <Figure>(short: Figure, long: Figure): Figure => (isLong ? long : short);

/** Milliseconds for a process to come up, on a machine that has much else to do. */
export const startsWithin = 60_000;
