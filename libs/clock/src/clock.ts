/** The only source of the present. Everything that looks at the time takes one, so that tests can move it. */
export abstract class Clock {
  /** The present, UTC, to the millisecond. */
  abstract now(): Date;
}

/** The machine's own clock. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** `start` moved by whole or fractional seconds. */
export const secondsAfter = (start: Date, seconds: number): Date =>
  new Date(start.getTime() + seconds * 1000);

/** RFC 7519 NumericDate: whole seconds since 1970, rounded down. */
export const numericDate = (moment: Date): number => Math.floor(moment.getTime() / 1000);
