import { Partner, PartnerRepository } from '@app/partners';
import type { Service } from '../harness/service.js';

/** A partner with credentials and as much of the rest as the test grants. */
function limited(name: string, granted: Pick<Partner, 'scopes' | 'platforms'>) {
  const secret = 'a secret of its own';
  return {
    basic: `${name}:${secret}`,
    async enrol({ app, clock, database }: Service): Promise<void> {
      await app.get(PartnerRepository).enrol(name, secret, clock.now());
      await database.getRepository(Partner).update({ name }, granted);
    },
  };
}

/** May call nothing. */
export const scopeless = limited('scopeless', { scopes: [], platforms: ['ONAPPS'] });

/** May sign people up, for ONMART alone. */
export const martOnly = limited('mart-only', { scopes: ['signup'], platforms: ['ONMART'] });
