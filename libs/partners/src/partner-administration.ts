import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '@app/clock';
import { OperatorFault } from '@app/problems';
import { partnerNamePattern } from '@app/settings';
import { isUniqueViolation, UnitOfWork } from '@app/transactions';
import { PartnerSecret } from './partner-secret.entity.js';
import { Partner, type PartnerRights } from './partner.entity.js';
import { PartnerRepository } from './partner.repository.js';

/** What was asked for cannot be done to that partner. */
class PartnerFault extends OperatorFault {}

/** A partner with its live secrets, oldest first; of a secret there is only its number and its age to show. */
export interface PartnerOverview {
  readonly partner: Partner;
  readonly secrets: readonly PartnerSecret[];
}

/** Two, so that a partner can change from one to the other without being refused in between. */
const maxLiveSecrets = 2;
/** 192 random bits. */
const newSecret = (): string => randomBytes(24).toString('base64url');

/** Admitting partners and changing their secrets. A secret is shown once, to the caller of the method that made it. */
@Injectable()
export class PartnerAdministration {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly partners: PartnerRepository,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<PartnerOverview[]> {
    const partners = await this.unit.view.find(Partner, { order: { name: 'ASC' } });
    return Promise.all(
      partners.map(async (partner) => ({ partner, secrets: await this.liveSecrets(partner) })),
    );
  }

  /** @returns the secret. @throws PartnerFault */
  async add(name: string, rights?: PartnerRights): Promise<string> {
    if (!partnerNamePattern.test(name))
      throw new PartnerFault(
        `A partner's name is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit.`,
      );
    const secret = newSecret();
    try {
      await this.partners.enrol(name, secret, this.clock.now(), rights);
    } catch (error) {
      if (isUniqueViolation(error))
        throw new PartnerFault(`There is a partner ${name} already.`, { cause: error });
      throw error;
    }
    return secret;
  }

  /** A second secret beside the first; both hold until one is revoked. @returns the secret. @throws PartnerFault */
  async rotate(name: string): Promise<string> {
    const secret = newSecret();
    await this.unit.run(async () => {
      const partner = await this.locked(name);
      const { length } = await this.liveSecrets(partner);
      if (length >= maxLiveSecrets)
        throw new PartnerFault(`${name} has ${length} live secrets already; revoke one of them first.`);
      await this.unit.manager.insert(PartnerSecret, PartnerSecret.of(partner, secret, this.clock.now()));
    });
    return secret;
  }

  /** The next request with that secret is refused. @throws PartnerFault */
  async revoke(name: string, secretId: number): Promise<void> {
    await this.unit.run(async () => {
      const partner = await this.locked(name);
      const live = { id: secretId, partner: { id: partner.id }, revokedAt: IsNull() };
      const { affected } = await this.unit.manager.update(PartnerSecret, live, {
        revokedAt: this.clock.now(),
      });
      if (affected !== 1) throw new PartnerFault(`${name} has no live secret ${secretId}.`);
    });
  }

  /** A disabled partner is refused from the next request on; its secrets are kept. @throws PartnerFault */
  async setActive(name: string, isActive: boolean): Promise<void> {
    await this.unit.run(async () => {
      const partner = await this.locked(name);
      await this.unit.manager.update(Partner, { id: partner.id }, { isActive });
    });
  }

  /** @throws PartnerFault */
  async show(name: string): Promise<PartnerOverview> {
    const partner = await this.partners.findByName(name);
    if (!partner) throw new PartnerFault(`There is no partner ${name}.`);
    return { partner, secrets: await this.liveSecrets(partner) };
  }

  private liveSecrets(partner: Partner): Promise<PartnerSecret[]> {
    return this.unit.view.find(PartnerSecret, {
      where: { partner: { id: partner.id }, revokedAt: IsNull() },
      order: { id: 'ASC' },
    });
  }

  /** The write holds the row until the unit ends, so that two operators rotate one after the other. */
  private async locked(name: string): Promise<Partner> {
    await this.unit.manager.update(Partner, { name }, { name });
    return (await this.show(name)).partner;
  }
}
