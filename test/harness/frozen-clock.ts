import { Clock, secondsAfter } from '@app/clock';

/** Time that passes only when the test says so. */
export class FrozenClock extends Clock {
  private present: Date;

  constructor(start: Date = new Date()) {
    super();
    this.present = new Date(start);
  }

  /** A copy: a Date can be changed by whoever holds it. */
  now(): Date {
    return new Date(this.present);
  }

  advance(seconds: number): void {
    this.present = secondsAfter(this.present, seconds);
  }

  set(moment: Date): void {
    this.present = new Date(moment);
  }
}
