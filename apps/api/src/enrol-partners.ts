import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfiguredPartners } from '@app/partners';

/** Enrols the partners of the settings before the first request. */
@Injectable()
export class EnrolConfiguredPartners implements OnApplicationBootstrap {
  constructor(private readonly partners: ConfiguredPartners) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.partners.enrol();
  }
}
