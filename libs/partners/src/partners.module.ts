import { Global, Module } from '@nestjs/common';
import { ConfiguredPartners } from './configured-partners.js';
import { PartnerRepository } from './partner.repository.js';

@Global()
@Module({
  providers: [PartnerRepository, ConfiguredPartners],
  exports: [PartnerRepository, ConfiguredPartners],
})
export class PartnersModule {}
