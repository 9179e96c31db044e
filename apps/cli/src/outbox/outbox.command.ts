import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { discardCommand } from './discard.command.js';
import { listCommand } from './list.command.js';
import { retryCommand } from './retry.command.js';
import { showCommand } from './show.command.js';

/** Looks at messages that wait, were sent or were given up. What they say is never shown. */
export const outboxCommand = (): Command =>
  new Command('outbox')
    .description('shows the messages of the outbox, dead letters included')
    .addHelpText('after', examples('usapi outbox list --status dead', 'usapi outbox retry --all-dead'))
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(retryCommand())
    .addCommand(discardCommand());
