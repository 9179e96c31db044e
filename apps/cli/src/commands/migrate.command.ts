import { Command } from 'commander';
import { CommandRefused } from '../command-refused.js';
import { withDatabase } from '../context.js';
import { examples } from '../output/examples.js';
import { printLine, printTable } from '../output/print.js';

/** Brings the schema up, a step down, or says where it is. */
export function migrateCommand(): Command {
  const command = new Command('migrate')
    .description('changes the schema of the database')
    .addHelpText('after', examples('usapi migrate', 'usapi migrate status', 'usapi migrate down --dry-run'));
  command
    .command('up', { isDefault: true })
    .description('runs every pending migration (what plain "usapi migrate" does)')
    .action(up);
  command
    .command('down')
    .description('takes back the latest migration, and with it what only its tables hold')
    .option('--dry-run', 'says what would be taken back, and does nothing')
    .option('--yes', 'does it')
    .action(down);
  command
    .command('status')
    .description('lists the migrations and whether the database has them')
    .action(status);
  return command;
}

const up = (): Promise<void> =>
  withDatabase(async ({ migrator }) => {
    const ran = await migrator.up();
    for (const name of ran) printLine(`Ran ${name}.`);
    if (ran.length === 0) printLine('Nothing to do: the database has every migration.');
  });

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

const status = (): Promise<void> =>
  withDatabase(async ({ migrator }) => {
    const states = await migrator.status();
    printTable(
      ['MIGRATION', 'STATE'],
      states.map(({ name, applied }) => [name, applied ? 'applied' : 'pending']),
    );
  });
