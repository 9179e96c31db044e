import { AccountAdministration } from '@app/auth';
import { SessionRepository } from '@app/tokens';
import { UserRepository } from '@app/users';
import { withMigratedDatabase } from '../context.js';

/** How an account is named on the command line. */
export const who = '<username|email|uuid>';

/** Opens the accounts for one command. */
export const withAccounts = <Result>(
  work: (accounts: AccountAdministration) => Promise<Result>,
): Promise<Result> =>
  withMigratedDatabase(({ unit, reader, clock }) => {
    const users = new UserRepository(unit, reader);
    return work(new AccountAdministration(unit, users, new SessionRepository(unit, reader), clock));
  });
