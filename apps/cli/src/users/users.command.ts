import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { disableCommand, enableCommand } from './disable.command.js';
import { showCommand } from './show.command.js';

/** Looks an account up, and closes or opens its door. */
export const usersCommand = (): Command =>
  new Command('users')
    .description('shows an account, disables it, enables it')
    .addHelpText('after', examples('usapi users show ada@example.com', "usapi users disable 'test regis 3'"))
    .addCommand(showCommand())
    .addCommand(disableCommand())
    .addCommand(enableCommand());
