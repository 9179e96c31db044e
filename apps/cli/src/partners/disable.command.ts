import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { rememberTheSettings, withPartners } from './with-partners.js';

export const disableCommand = (): Command =>
  new Command('disable')
    .description('refuses a partner at once; its secrets are kept')
    .argument('<name>')
    .addHelpText('after', examples('usapi partners disable shop'))
    .action(disable);

export const enableCommand = (): Command =>
  new Command('enable')
    .description('lets a disabled partner in again')
    .argument('<name>')
    .addHelpText('after', examples('usapi partners enable shop'))
    .action(enable);

const disable = (name: string): Promise<void> =>
  withPartners(async (partners) => {
    await partners.setActive(name, false);
    printLine(`${name} is refused from now on.`);
    rememberTheSettings();
  });

const enable = (name: string): Promise<void> =>
  withPartners(async (partners) => {
    await partners.setActive(name, true);
    printLine(`${name} is let in again.`);
  });
