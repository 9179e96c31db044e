import { ServiceUnavailable } from '@app/problems';

/** Runs one task at a time, first come, first served; when too many wait already, the next is turned away at once. */
export class WaitingLine {
  private last: Promise<unknown> = Promise.resolve();
  private present = 0;

  /** @param places how many may wait behind the one being served */
  constructor(private readonly places: number) {}

  async serve<T>(task: () => Promise<T>): Promise<T> {
    if (this.present > this.places) throw new ServiceUnavailable();
    this.present += 1;
    const turn = this.last.then(task);
    this.last = turn.catch(() => undefined); // a failed task is its caller's business, not the next one's
    try {
      return await turn;
    } finally {
      this.present -= 1;
    }
  }
}
