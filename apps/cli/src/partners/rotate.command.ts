import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { handOver, withPartners } from './with-partners.js';

export const rotateCommand = (): Command =>
  new Command('rotate')
    .description('prints a second secret, once; both hold until one is revoked')
    .argument('<name>')
    .addHelpText('after', examples('usapi partners rotate shop'))
    .action(rotate);

const rotate = (name: string): Promise<void> =>
  withPartners(async (partners) => {
    handOver(name, await partners.rotate(name));
    const [oldest, newest] = (await partners.show(name)).secrets;
    if (oldest && newest)
      printLine(`The one before holds until: usapi partners revoke ${name} --secret ${oldest.id}`);
  });
