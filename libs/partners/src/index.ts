export { ConfiguredPartners } from './configured-partners.js';
export { PartnerAdministration } from './partner-administration.js';
export { PartnerSecret } from './partner-secret.entity.js';
export { Partner, partnerScopes, platforms, type PartnerScope, type Platform } from './partner.entity.js';
export { PartnerRepository } from './partner.repository.js';
export { PartnersModule } from './partners.module.js';
