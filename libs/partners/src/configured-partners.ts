import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { PartnerSettings, SettingsFault } from '@app/settings';
import { isUniqueViolation } from '@app/transactions';
import { PartnerRepository } from './partner.repository.js';

/** Brings the partners of PARTNER_CREDENTIALS into the database at start. */
@Injectable()
export class ConfiguredPartners {
  constructor(
    private readonly settings: PartnerSettings,
    private readonly partners: PartnerRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates the new names with every scope and platform; a known name is left as it is.
   * @throws SettingsFault when a known name has another secret: a secret is rotated by the CLI, not by a restart
   */
  async enrol(): Promise<void> {
    for (const { name, secret } of this.settings.credentials) {
      if ((await this.partners.findByName(name)) === null) await this.create(name, secret);
      if ((await this.partners.authenticate(name, secret)) === null) {
        throw new SettingsFault([
          `PARTNER_CREDENTIALS: partner ${name} exists with another secret, or is disabled; give the secret it has, or leave it out.`,
        ]);
      }
    }
  }

  private async create(name: string, secret: string): Promise<void> {
    try {
      await this.partners.enrol(name, secret, this.clock.now());
    } catch (error) {
      // Another replica, starting at the same moment, was faster.
      if (!isUniqueViolation(error)) throw error;
    }
  }
}
