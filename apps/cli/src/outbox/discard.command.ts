import { Command } from 'commander';
import { CommandRefused } from '../command-refused.js';
import { examples } from '../output/examples.js';
import { tellCount, withOutbox } from './with-outbox.js';

export const discardCommand = (): Command =>
  new Command('discard')
    .description('gives waiting or dead messages up and wipes what they said')
    .argument('<id...>', 'as list shows them')
    .option('--yes', 'does it')
    .addHelpText('after', examples('usapi outbox discard 0195b0a4-7d1c-7c5e-9f7a-2b8c1d3e4f50 --yes'))
    .action(discard);

const discard = (ids: string[], { yes }: { yes?: boolean }): Promise<void> =>
  withOutbox(async (outbox) => {
    const asked = new Set(ids).size;
    if (!yes) throw new CommandRefused(`This would discard ${asked} message(s) for good. Add --yes.`);
    tellCount('discarded', await outbox.discard(ids), asked, 'waiting or dead');
  });
