import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { printTable } from '../output/print.js';
import { withKeys } from './with-keys.js';

export const listCommand = (): Command =>
  new Command('list')
    .description('lists the live keys by name, and never what they are')
    .addHelpText('after', examples('usapi keys list'))
    .action(list);

const list = (): Promise<void> =>
  withKeys(async ({ administration }) => {
    const keys = await administration.list();
    printTable(
      ['KID', 'ALG', 'STATE', 'SINCE', 'UNTIL'],
      keys.map(({ kid, algorithm, state, since, endsAt }) => [kid, algorithm, state, since, endsAt]),
    );
  });
