import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { asciiKey, UnitOfWork } from '@app/transactions';
import { digestOfSecret, PartnerSecret } from './partner-secret.entity.js';
import { Partner, type PartnerRights } from './partner.entity.js';

const nobody = digestOfSecret('no partner has this secret');
const equal = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Where partners and their secrets are kept. */
@Injectable()
export class PartnerRepository {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * The active partner these Basic credentials belong to, or null. An unknown name costs the same query and the same
   * comparison as a wrong secret (SECURITY R43).
   */
  async authenticate(name: string, secret: string): Promise<Partner | null> {
    const digest = digestOfSecret(secret);
    const found = await this.unit.view.find(PartnerSecret, {
      where: { partner: { name: asciiKey(name), isActive: true }, revokedAt: IsNull() },
      relations: { partner: true },
    });
    // MySQL and MariaDB compare without regard to spaces at the end.
    const live = found.filter(({ partner }) => partner.name === name);
    if (live.length === 0) equal(digest, nobody);
    return live.find((candidate) => equal(digest, candidate.digest))?.partner ?? null;
  }

  findByName(name: string): Promise<Partner | null> {
    return this.unit.view.findOneBy(Partner, { name: asciiKey(name) });
  }

  /** @throws QueryFailedError when the name is taken */
  async enrol(name: string, secret: string, now: Date, rights?: PartnerRights): Promise<void> {
    await this.unit.run(async () => {
      const partner = Partner.enrol(name, now, rights);
      await this.unit.manager.insert(Partner, partner);
      await this.unit.manager.insert(PartnerSecret, PartnerSecret.of(partner, secret, now));
    });
  }
}
