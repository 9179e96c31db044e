import { Command, Option } from 'commander';
import {
  PartnerAdministration,
  PartnerRepository,
  partnerScopes,
  platforms,
  type PartnerScope,
  type Platform,
} from '@app/partners';
import { wholeNumber } from '../whole-number.js';
import { CommandRefused } from '../command-refused.js';
import { withMigratedDatabase } from '../context.js';
import { examples } from '../output/examples.js';
import { printLine, printTable } from '../output/print.js';

/** Admits partners and changes their secrets. */
export function partnersCommand(): Command {
  const command = new Command('partners')
    .description('admits partners and changes their secrets')
    .addHelpText(
      'after',
      examples(
        'usapi partners add shop --scope signup',
        'usapi partners rotate shop',
        'usapi partners revoke shop --secret 3',
      ),
    );
  command.command('list').description('lists partners and the numbers of their live secrets').action(list);
  command
    .command('add')
    .description('admits a partner and prints its secret, once')
    .argument('<name>')
    .addOption(
      new Option('--scope <scope...>', 'what it may call')
        .choices([...partnerScopes])
        .default([...partnerScopes], 'all'),
    )
    .addOption(
      new Option('--platform <platform...>', 'for whom')
        .choices([...platforms])
        .default([...platforms], 'all'),
    )
    .action(add);
  command
    .command('rotate')
    .description('prints a second secret, once; both hold until one is revoked')
    .argument('<name>')
    .action(rotate);
  command
    .command('revoke')
    .description('ends a secret at once')
    .argument('<name>')
    .option('--secret <number>', 'which, by the number that list shows', wholeNumber)
    .option('--yes', 'also the last one, which shuts the partner out')
    .action(revoke);
  command
    .command('disable')
    .description('refuses a partner at once, keeping its secrets')
    .argument('<name>')
    .action(disable);
  command.command('enable').description('lets a disabled partner in again').argument('<name>').action(enable);
  return command;
}

const withPartners = <Result>(work: (partners: PartnerAdministration) => Promise<Result>): Promise<Result> =>
  withMigratedDatabase(({ unit, clock }) =>
    work(new PartnerAdministration(unit, new PartnerRepository(unit), clock)),
  );

const list = (): Promise<void> =>
  withPartners(async (partners) => {
    const all = await partners.list();
    printTable(
      ['NAME', 'ACTIVE', 'SCOPES', 'PLATFORMS', 'LIVE SECRETS'],
      all.map(({ partner, secrets }) => [
        partner.name,
        partner.isActive,
        partner.scopes.join(','),
        partner.platforms.join(','),
        secrets.map(({ id, createdAt }) => `${id} (${createdAt.toISOString().slice(0, 10)})`).join(', ') ||
          null,
      ]),
    );
  });

const add = (
  name: string,
  { scope, platform }: { scope: PartnerScope[]; platform: Platform[] },
): Promise<void> =>
  withPartners(async (partners) => {
    const secret = await partners.add(name, { scopes: scope, platforms: platform });
    handOver(name, secret);
  });

const rotate = (name: string): Promise<void> =>
  withPartners(async (partners) => {
    const secret = await partners.rotate(name);
    handOver(name, secret);
    printLine(
      `The old secret holds until: usapi partners revoke ${name} --secret <its number in usapi partners list>`,
    );
  });

/** The only time the secret is seen: the database has its digest. */
function handOver(name: string, secret: string): void {
  printLine(`Basic credentials of ${name}, shown this once:`);
  printLine(`  ${name}:${secret}`);
}

const revoke = (name: string, { secret, yes }: { secret?: number; yes?: boolean }): Promise<void> =>
  withPartners(async (partners) => {
    const { secrets } = await partners.show(name);
    const chosen = secret ?? (secrets.length === 1 ? secrets[0]?.id : undefined);
    if (chosen === undefined)
      throw new CommandRefused(
        secrets.length === 0
          ? `${name} has no live secret.`
          : `${name} has ${secrets.length} live secrets: name one with --secret (${secrets.map(({ id }) => id).join(' or ')}).`,
      );
    const isLast = secrets.length === 1 && secrets[0]?.id === chosen;
    if (isLast && !yes)
      throw new CommandRefused(
        `Secret ${chosen} is the last of ${name}, which would be shut out. Add --yes, or rotate first.`,
      );
    await partners.revoke(name, chosen);
    printLine(`Revoked secret ${chosen} of ${name}.`);
    printLine('If PARTNER_CREDENTIALS holds it, take it out there: a start with it is refused.');
  });

const disable = (name: string): Promise<void> =>
  withPartners(async (partners) => {
    await partners.setActive(name, false);
    printLine(`${name} is refused from now on.`);
    printLine('If PARTNER_CREDENTIALS names it, take it out there: a start with it is refused.');
  });

const enable = (name: string): Promise<void> =>
  withPartners(async (partners) => {
    await partners.setActive(name, true);
    printLine(`${name} is let in again.`);
  });
