import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { who, withAccounts } from './with-accounts.js';

export const disableCommand = (): Command =>
  new Command('disable')
    .description('ends every session of an account and refuses to sign it in')
    .argument(who)
    .addHelpText('after', examples('usapi users disable ada@example.com'))
    .action(disable);

export const enableCommand = (): Command =>
  new Command('enable')
    .description('lets a disabled account sign in again')
    .argument(who)
    .addHelpText('after', examples('usapi users enable ada@example.com'))
    .action(enable);

const disable = (text: string): Promise<void> =>
  withAccounts(async (accounts) => {
    const user = await accounts.find(text);
    const ended = await accounts.disable(user);
    printLine(`${user.username} (${user.uuid}) is disabled; ${ended} session(s) ended.`);
  });

const enable = (text: string): Promise<void> =>
  withAccounts(async (accounts) => {
    const user = await accounts.find(text);
    await accounts.enable(user);
    printLine(`${user.username} (${user.uuid}) can sign in again.`);
  });
