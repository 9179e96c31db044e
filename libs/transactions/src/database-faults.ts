import { QueryFailedError } from 'typeorm';

interface DriverFault {
  readonly code?: string;
  readonly errno?: number;
}

const driverFault = (error: unknown): DriverFault => {
  const fault = error instanceof QueryFailedError ? error.driverError : error;
  return fault !== null && typeof fault === 'object' ? fault : {};
};

/** A row that a unique index refuses. MariaDB and MySQL: 1062. */
export const isUniqueViolation = (error: unknown): boolean => {
  const { code, errno } = driverFault(error);
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
};

/**
 * The unit lost against another and may win the next time: deadlock (1213; on Galera seen at COMMIT too), lock wait
 * (1205), and SQLite's lock held by another process.
 */
export const isTransientConflict = (error: unknown): boolean => {
  const { code, errno } = driverFault(error);
  return errno === 1213 || errno === 1205 || (code?.startsWith('SQLITE_BUSY') ?? false);
};

const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'POOL_CLOSED',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_STATEMENT_TIMEOUT',
]);

/** The database cannot be reached, is shutting down or has no connection to spare. */
export const isDatabaseAway = (error: unknown): boolean => {
  const { code } = driverFault(error);
  return code !== undefined && awayCodes.has(code);
};
