import { Command } from 'commander';
import { AccountAdministration } from '@app/auth';
import { SessionRepository } from '@app/tokens';
import { UserRepository } from '@app/users';
import { withMigratedDatabase } from '../context.js';
import { examples } from '../output/examples.js';
import { printFacts, printLine } from '../output/print.js';

const who = '<username|email|uuid>';

/** Looks an account up, and closes or opens its door. */
export function usersCommand(): Command {
  const command = new Command('users')
    .description('shows an account, disables it, enables it')
    .addHelpText('after', examples('usapi users show ada@example.com', "usapi users disable 'test regis 3'"));
  command
    .command('show')
    .description('shows what is known of an account, no secret')
    .argument(who)
    .action(show);
  command
    .command('disable')
    .description('ends every session and refuses to sign the account in')
    .argument(who)
    .action(disable);
  command.command('enable').description('lets a disabled account sign in again').argument(who).action(enable);
  return command;
}

const withAccounts = <Result>(work: (accounts: AccountAdministration) => Promise<Result>): Promise<Result> =>
  withMigratedDatabase(({ unit, reader, clock }) =>
    work(
      new AccountAdministration(
        unit,
        new UserRepository(unit, reader),
        new SessionRepository(unit, reader),
        clock,
      ),
    ),
  );

const show = (text: string): Promise<void> =>
  withAccounts(async (accounts) => {
    const user = await accounts.find(text);
    printFacts({
      uuid: user.uuid,
      id: user.id,
      username: user.username,
      email: user.email,
      'email proven': user.emailVerifiedAt,
      phone: user.phoneNumber,
      'phone proven': user.phoneVerifiedAt,
      name: user.name,
      active: user.isActive,
      'account type': user.accountType,
      platform: user.platform,
      'open sessions': await accounts.liveSessions(user),
      created: user.createdAt,
      updated: user.updatedAt,
      deleted: user.deletedAt,
    });
  });

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
