import { Command } from 'commander';
import { CommandRefused } from '../command-refused.js';
import { examples } from '../output/examples.js';
import { printFacts, printJson, printLine, printTable } from '../output/print.js';
import { summary } from './summary.js';
import { withOutbox } from './with-outbox.js';

export const showCommand = (): Command =>
  new Command('show')
    .description('shows one message and every attempt to send it')
    .argument('<id>', 'as list shows it')
    .option('--json', 'for a program to read')
    .addHelpText('after', examples('usapi outbox show 0195b0a4-7d1c-7c5e-9f7a-2b8c1d3e4f50'))
    .action(show);

const show = (id: string, { json }: { json?: boolean }): Promise<void> =>
  withOutbox(async (outbox) => {
    const found = await outbox.show(id);
    if (!found) throw new CommandRefused(`The outbox has no message ${id}.`);
    const tries = found.attempts.map(({ at, channel, outcome, detail, providerId }) => ({
      at,
      channel,
      outcome,
      detail,
      providerId,
    }));
    if (json) return printJson({ ...summary(found.message), tries });
    printFacts(summary(found.message));
    printLine('');
    printTable(
      ['AT', 'CHANNEL', 'OUTCOME', 'DETAIL', 'PROVIDER ID'],
      tries.map((attempt) => Object.values(attempt)),
    );
  });
