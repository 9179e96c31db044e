import type { FastifyRequest } from 'fastify';
import { account } from './account/account.system.js';
import { customer } from './customer/customer.system.js';
import type { Dialect, Format, System, Voice } from './dialect.js';
import { PageDialect } from './page-dialect.js';
import { ProblemJson } from './problem-json.js';
import { UsapiDialect } from './usapi-dialect.js';

/** The systems beside `usapi`. A further one is its folder and its name here. */
export const systems: readonly System[] = [customer, account];

const usapi = new UsapiDialect();
const formats: readonly Format[] = [new ProblemJson(), new PageDialect()];

/** By whole segments: /api/v1/users is not below /api/v1/user. */
const isBelow = (prefix: string, path: string): boolean => `${path}/`.startsWith(`${prefix}/`);

/** The system whose path it is; what belongs to no other is `usapi`'s. */
export const dialectOf = (path: string): Dialect =>
  systems.find(({ prefix }) => isBelow(prefix, path))?.dialect ?? usapi;

/** Who answers: the form that was asked for, else the system itself. */
export const voiceFor = (request: FastifyRequest, dialect: Dialect): Voice =>
  formats.find((format) => format.isAskedBy(request)) ?? dialect;
