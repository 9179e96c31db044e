import { Command } from 'commander';
import { withDatabase } from '../context.js';
import { examples } from '../output/examples.js';
import { printTable } from '../output/print.js';

export const statusCommand = (): Command =>
  new Command('status')
    .description('lists the migrations and whether the database has them')
    .addHelpText('after', examples('usapi migrate status'))
    .action(status);

const status = (): Promise<void> =>
  withDatabase(async ({ migrator }) => {
    const states = await migrator.status();
    printTable(
      ['MIGRATION', 'STATE'],
      states.map(({ name, applied }) => [name, applied ? 'applied' : 'pending']),
    );
  });
