import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Housekeeping } from '@app/housekeeping';

/** Runs the housekeeping beside the requests. */
@Injectable()
export class ScheduledHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly housekeeping: Housekeeping) {}

  onApplicationBootstrap(): void {
    this.housekeeping.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.housekeeping.stop();
  }
}
