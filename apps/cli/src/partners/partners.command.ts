import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { addCommand } from './add.command.js';
import { disableCommand, enableCommand } from './disable.command.js';
import { listCommand } from './list.command.js';
import { revokeCommand } from './revoke.command.js';
import { rotateCommand } from './rotate.command.js';

/** Admits partners and changes their secrets. */
export const partnersCommand = (): Command =>
  new Command('partners')
    .description('admits partners and changes their secrets')
    .addHelpText(
      'after',
      examples('usapi partners list', 'usapi partners add shop', 'usapi partners rotate shop'),
    )
    .addCommand(listCommand())
    .addCommand(addCommand())
    .addCommand(rotateCommand())
    .addCommand(revokeCommand())
    .addCommand(disableCommand())
    .addCommand(enableCommand());
