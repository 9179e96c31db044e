import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { printFacts } from '../output/print.js';
import { who, withAccounts } from './with-accounts.js';

export const showCommand = (): Command =>
  new Command('show')
    .description('shows what is known of an account, no secret')
    .argument(who)
    .addHelpText('after', examples('usapi users show ada@example.com', "usapi users show 'test regis 3'"))
    .action(show);

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
