import { PartnerAdministration, PartnerRepository } from '@app/partners';
import { withMigratedDatabase } from '../context.js';
import { printLine } from '../output/print.js';

/** Opens the partners for one command. */
export const withPartners = <Result>(
  work: (partners: PartnerAdministration) => Promise<Result>,
): Promise<Result> =>
  withMigratedDatabase(({ unit, clock }) =>
    work(new PartnerAdministration(unit, new PartnerRepository(unit), clock)),
  );

/** The only time a secret is seen: the database has its digest. */
export function handOver(name: string, secret: string): void {
  printLine(`Basic credentials of ${name}, shown this once:`);
  printLine(`  ${name}:${secret}`);
}

/** A start that finds a partner of the settings shut out takes it for a fault of the settings. */
export const rememberTheSettings = (): void =>
  printLine('If PARTNER_CREDENTIALS names it, take it out there: a start with it is refused.');
