import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { buildCommand } from './build.command.js';

/** Makes the list of passwords that are too common to be set. */
export const passwordListCommand = (): Command =>
  new Command('password-list')
    .description('makes the list of passwords that are too common')
    .addHelpText('after', examples('usapi password-list build passwords.txt --dry-run'))
    .addCommand(buildCommand());
