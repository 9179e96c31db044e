import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { TooManyRequests } from '@app/problems';
import { Limits, type Budget } from './limits.js';

/** Failures of one network in a minute (SECURITY R18), counted by all replicas together. */
const budget: Budget = { name: 'network-failures', most: 100, window: 60, isLoad: true };

/**
 * Stops a network that fails at many accounts, a few times at each, which no counter of an account sees. Only failures
 * cost a query: that a network has used its budget up, a process learns from the first failure beyond it.
 */
@Injectable()
export class FailureBudget {
  /** Networks that have to wait, and until when. */
  private readonly spent = new Map<string, Date>();

  constructor(
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** @throws TooManyRequests for a network that failed too often of late */
  refuseSpent(network: string): void {
    const now = this.clock.now();
    const until = this.spent.get(network);
    if (until && now < until)
      throw new TooManyRequests(Math.ceil((until.getTime() - now.getTime()) / 1000), budget);
  }

  /** Counts a failure. Inside no unit of work: it stays, whatever becomes of the request. */
  async fail(network: string): Promise<void> {
    try {
      await this.limits.spend([budget], network);
    } catch (refusal) {
      if (!(refusal instanceof TooManyRequests)) throw refusal;
      this.remember(network, refusal.retryAfter);
    }
  }

  /** At most as many networks are kept as can fail a hundred times within a minute. */
  private remember(network: string, seconds: number): void {
    const now = this.clock.now();
    for (const [known, until] of this.spent) if (until <= now) this.spent.delete(known);
    this.spent.set(network, secondsAfter(now, seconds));
  }
}
