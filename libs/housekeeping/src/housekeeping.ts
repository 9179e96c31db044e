import { Injectable, Logger } from '@nestjs/common';
import { Limits, type Budget } from '@app/limits';
import { TooManyRequests } from '@app/problems';
import { Chores, type Chore } from './chores.js';

/** Milliseconds between two looks, and the budget that lets one replica in ten minutes do the work. */
const interval = 60_000;
const turn: Budget = { name: 'housekeeping', most: 1, window: 600 };

/** Things removed in one unit of work, and such units in one turn: nobody else waits long, and the work ends. */
const batch = 200;
const maxBatches = 100;

/** Removes what has had its time. Any number of replicas may run it; one at a time does the work. */
@Injectable()
export class Housekeeping {
  private readonly logger = new Logger(Housekeeping.name);
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly limits: Limits,
    private readonly chores: Chores,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.work = this.work.then(() => this.run());
    }, interval);
    this.timer.unref();
  }

  /** Ends with what is under way; the rest is left to another turn. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.work;
  }

  /** Does all chores, unless a replica did within ten minutes. Never throws: the next turn tries again. */
  async run(): Promise<void> {
    if (this.isStopping || !(await this.isOurTurn())) return;
    for (const chore of this.chores.all) await this.finish(chore);
  }

  private async isOurTurn(): Promise<boolean> {
    try {
      await this.limits.spend([turn], 'all replicas');
      return true;
    } catch (error) {
      if (!(error instanceof TooManyRequests)) this.tell(error, 'taking turns');
      return false;
    }
  }

  /** One that fails leaves the others their turn. */
  private async finish(chore: Chore): Promise<void> {
    let removed = 0;
    try {
      for (let round = 0; round < maxBatches && !this.isStopping; round++) {
        const count = await chore.remove(batch);
        removed += count;
        if (count < batch) break;
      }
    } catch (error) {
      this.tell(error, chore.name);
    }
    if (removed > 0) this.logger.log({ chore: chore.name, removed }, 'cleaned up');
  }

  private tell(error: unknown, chore: string): void {
    this.logger.warn({ err: error, chore }, 'Housekeeping was interrupted');
  }
}
