import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Courier } from '@app/courier';
import { MessageSettings } from '@app/settings';

/** Runs the courier inside this process, unless one of its own does the work (`COURIER=off`). */
@Injectable()
export class InlineCourier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly courier: Courier,
    private readonly settings: MessageSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.courier === 'inline') this.courier.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.courier.stop();
  }
}
