import type { System } from '../dialect.js';
import { AccountDialect } from './account.dialect.js';
import { AccountModule } from './account.module.js';

/** Seed 004. */
export const account: System = {
  prefix: '/api/v1/auth',
  dialect: new AccountDialect(),
  routes: AccountModule,
  tag: { name: 'Account', description: 'Registration as the account system documents it' },
};
