import { Command } from 'commander';
import { CommandRefused } from '../command-refused.js';
import { withDatabase } from '../context.js';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';

export const downCommand = (): Command =>
  new Command('down')
    .description('takes back the latest migration, and with it what only its tables hold')
    .option('--dry-run', 'says what would be taken back, and does nothing')
    .option('--yes', 'does it')
    .addHelpText('after', examples('usapi migrate down --dry-run', 'usapi migrate down --yes'))
    .action(down);

const down = ({ yes, dryRun }: { yes?: boolean; dryRun?: boolean }): Promise<void> =>
  withDatabase(async ({ migrator }) => {
    const latest = (await migrator.status()).findLast(({ applied }) => applied)?.name;
    if (latest === undefined) return printLine('Nothing to do: the database has no migration.');
    if (dryRun) return printLine(`Would take back ${latest}, and lose what only its tables hold.`);
    if (!yes)
      throw new CommandRefused(
        `This would take back ${latest}, and lose what only its tables hold. Stop the service, save the database, and add --yes.`,
      );
    printLine(`Took back ${await migrator.down()}.`);
  });
