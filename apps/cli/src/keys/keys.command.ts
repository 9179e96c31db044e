import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { listCommand } from './list.command.js';
import { retireCommand } from './retire.command.js';
import { rotateCommand } from './rotate.command.js';

/** Changes the keys of the tokens. */
export const keysCommand = (): Command =>
  new Command('keys')
    .description('changes the keys that sign tokens, refusing none that is valid')
    .addHelpText(
      'after',
      examples('usapi keys list', 'usapi keys rotate', 'usapi keys retire JWT_SECRET --dry-run'),
    )
    .addCommand(listCommand())
    .addCommand(rotateCommand())
    .addCommand(retireCommand());
