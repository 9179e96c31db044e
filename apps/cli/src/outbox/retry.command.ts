import { Command } from 'commander';
import { CommandRefused } from '../command-refused.js';
import { examples } from '../output/examples.js';
import { tellCount, withOutbox } from './with-outbox.js';

export const retryCommand = (): Command =>
  new Command('retry')
    .description('lets the courier begin again with dead messages')
    .argument('[id...]', 'as list shows them')
    .option('--all-dead', 'every dead message')
    .addHelpText(
      'after',
      examples('usapi outbox retry --all-dead', 'usapi outbox retry 0195b0a4-7d1c-7c5e-9f7a-2b8c1d3e4f50'),
    )
    .action(retry);

const retry = (ids: string[], { allDead = false }: { allDead?: boolean }): Promise<void> =>
  withOutbox(async (outbox) => {
    if (allDead === ids.length > 0)
      throw new CommandRefused('Name the messages to retry, or give --all-dead.');
    const count = await outbox.retry(allDead ? 'all-dead' : ids);
    tellCount('put back into the queue', count, allDead ? count : new Set(ids).size, 'dead');
  });
