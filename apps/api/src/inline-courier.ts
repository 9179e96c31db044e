import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Courier } from '@app/courier';
import { MessageSettings } from '@app/settings';

/** Runs the courier inside this process, unless one of its own does the work (`COURIER=off`). */
@Injectable()
export class InlineCourier
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly courier: Courier,
    private readonly settings: MessageSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.courier === 'inline') this.courier.start();
  }

  /** Not awaited here: messages under way must not keep the port from closing. */
  beforeApplicationShutdown(): void {
    this.stopped = this.courier.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stopped;
  }
}
