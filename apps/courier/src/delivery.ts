import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Courier } from '@app/courier';

/** The courier from this process's first moment to its last. */
@Injectable()
export class Delivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly courier: Courier) {}

  onApplicationBootstrap(): void {
    this.courier.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.courier.stop();
  }
}
