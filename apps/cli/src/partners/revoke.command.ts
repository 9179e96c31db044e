import { Command } from 'commander';
import type { PartnerSecret } from '@app/partners';
import { CommandRefused } from '../command-refused.js';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { wholeNumber } from '../whole-number.js';
import { rememberTheSettings, withPartners } from './with-partners.js';

export const revokeCommand = (): Command =>
  new Command('revoke')
    .description('ends a secret at once')
    .argument('<name>')
    .option('--secret <number>', 'which, by the number that list shows', wholeNumber)
    .option('--yes', 'also the last one, which shuts the partner out')
    .addHelpText(
      'after',
      examples('usapi partners revoke shop --secret 3', 'usapi partners revoke shop --yes'),
    )
    .action(revoke);

interface RevokeOptions {
  readonly secret?: number;
  readonly yes?: boolean;
}

const revoke = (name: string, { secret, yes }: RevokeOptions): Promise<void> =>
  withPartners(async (partners) => {
    const { secrets } = await partners.show(name);
    const chosen = secret ?? onlyOne(name, secrets);
    const shutsOut = secrets.length === 1 && secrets[0]?.id === chosen;
    if (shutsOut && !yes)
      throw new CommandRefused(
        `Secret ${chosen} is the last of ${name}, which would be shut out. Add --yes, or rotate first.`,
      );
    await partners.revoke(name, chosen);
    printLine(`Revoked secret ${chosen} of ${name}.`);
    rememberTheSettings();
  });

/** Of two, none is taken by guess: the wrong one would shut the partner out. */
function onlyOne(name: string, secrets: readonly PartnerSecret[]): number {
  const [only, other] = secrets;
  if (!only) throw new CommandRefused(`${name} has no live secret.`);
  if (other)
    throw new CommandRefused(
      `${name} has two live secrets: add --secret ${only.id} or --secret ${other.id}.`,
    );
  return only.id;
}
