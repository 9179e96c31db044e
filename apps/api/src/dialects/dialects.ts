import { AccountDialect } from './account/account.dialect.js';
import type { Dialect } from './dialect.js';
import { CustomerDialect } from './customer/customer.dialect.js';
import { PageDialect } from './page-dialect.js';
import { ProblemJson } from './problem-json.js';
import { UsapiDialect } from './usapi-dialect.js';

/** Who answers: the first that speaks to the request. The last one always does. */
export const dialects: readonly Dialect[] = [
  new ProblemJson(),
  new PageDialect(),
  new CustomerDialect(),
  new AccountDialect(),
  new UsapiDialect(),
];
