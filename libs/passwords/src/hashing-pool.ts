import { ServiceUnavailable } from '@app/problems';

/** Bounds of the pool. */
export interface PoolBounds {
  /** How many run at once. Many more than there are cores only make each other slower. */
  readonly concurrency: number;
  /** How many may wait. */
  readonly queue: number;
  /** Milliseconds nobody waits longer than. */
  readonly patience: number;
}

interface Waiting {
  readonly start: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets a bounded number of hashes run, in the order they came, so that a storm of sign-ins costs its own callers and
 * nobody else: the excess is told at once to come back later.
 */
export class HashingPool {
  private running = 0;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly bounds: PoolBounds) {}

  /** @throws ServiceUnavailable when the queue is full or patience ran out */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next.start();
      else this.running--;
    }
  }

  private turn(): Promise<void> | undefined {
    if (this.running < this.bounds.concurrency) {
      this.running++;
      return undefined;
    }
    if (this.waiting.length >= this.bounds.queue) throw new ServiceUnavailable(1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(new ServiceUnavailable(1));
      }, this.bounds.patience);
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const entry: Waiting = { start, timer };
      this.waiting.push(entry);
    });
  }
}
