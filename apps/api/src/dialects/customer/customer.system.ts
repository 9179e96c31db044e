import type { System } from '../dialect.js';
import { CustomerDialect } from './customer.dialect.js';
import { CustomerModule } from './customer.module.js';

/** Seed 003. */
export const customer: System = {
  prefix: '/api/v1/user',
  dialect: new CustomerDialect(),
  routes: CustomerModule,
  tag: { name: 'Customer', description: 'Registration as the customer system documents it' },
};
