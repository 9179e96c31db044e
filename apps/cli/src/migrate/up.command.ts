import { Command } from 'commander';
import { withDatabase } from '../context.js';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';

export const upCommand = (): Command =>
  new Command('up')
    .description('runs every pending migration')
    .addHelpText('after', examples('usapi migrate up', 'usapi migrate'))
    .action(up);

const up = (): Promise<void> =>
  withDatabase(async ({ migrator }) => {
    const ran = await migrator.up();
    for (const name of ran) printLine(`Ran ${name}.`);
    if (ran.length === 0) printLine('Nothing to do: the database has every migration.');
  });
