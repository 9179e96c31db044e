import { DataKeys } from '@app/settings';
import { KeyAdministration, KeyRotation, KeySeal, SigningKeyRepository } from '@app/tokens';
import { withMigratedDatabase } from '../context.js';

interface Keys {
  readonly rotation: KeyRotation;
  readonly administration: KeyAdministration;
}

/** Opens the ring of keys for one command. */
export const withKeys = <Result>(work: (keys: Keys) => Promise<Result>): Promise<Result> =>
  withMigratedDatabase(({ settings: { tokens, storage }, unit, clock }) => {
    const repository = new SigningKeyRepository(unit);
    const seal = new KeySeal(new DataKeys(tokens.dataSecret));
    return work({
      rotation: new KeyRotation(tokens, storage, clock, repository, seal),
      administration: new KeyAdministration(tokens, clock, repository),
    });
  });

/** A moment as a sentence has it: UTC, to the second. */
export const second = (moment: Date): string => moment.toISOString().replace(/\.\d{3}Z$/, 'Z');
