import { Command } from 'commander';
import { CommandRefused } from '../command-refused.js';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { withKeys } from './with-keys.js';

export const retireCommand = (): Command =>
  new Command('retire')
    .description('ends a key that no longer signs: within seconds its tokens are refused everywhere')
    .argument('<kid>', 'its name, as list shows it')
    .option('--dry-run', 'says what would be done, and does nothing')
    .option('--yes', 'does it')
    .addHelpText(
      'after',
      examples('usapi keys retire JWT_SECRET --dry-run', 'usapi keys retire JWT_SECRET --yes'),
    )
    .action(retire);

interface RetireOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const retire = (kid: string, { dryRun, yes }: RetireOptions): Promise<void> =>
  withKeys(async ({ administration }) => {
    const { state, endsAt } = await administration.find(kid);
    const loss = state === 'next' ? 'it has signed nothing' : 'whoever it has signed in has to sign in again';
    if (dryRun) return printLine(`Would end ${kid} (${state}): ${loss}.`);
    if (!yes)
      throw new CommandRefused(
        `This would end ${kid} (${state}): ${loss}. Add --yes${endsAt ? `, or wait: it ends by itself` : ''}.`,
      );
    await administration.retire(kid);
    printLine(`Ended ${kid}. Within ten seconds every replica refuses what it has signed.`);
  });
