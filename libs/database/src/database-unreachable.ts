import { OperatorFault } from '@app/problems';
import type { DatabaseLocation } from '@app/settings';

/** The database cannot be opened, and DATABASE_URL, DATA_DIR or the machine needs a mend. Names no password. */
class DatabaseUnreachable extends OperatorFault {}

const silent = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);
const denied = new Set([
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_NO_PASSWORD_ERROR',
]);
const unwritable = new Set(['EACCES', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS', 'SQLITE_READONLY']);

/** What to tell an operator of an error met on opening, or the error itself when it is none of theirs. */
export function openingFault(location: DatabaseLocation, error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  const mend = location.engine === 'sqlite' ? sqliteMend(location.file, code) : mysqlMend(location.url, code);
  return mend === null ? error : new DatabaseUnreachable(mend, { cause: error });
}

function sqliteMend(file: string, code: string): string | null {
  if (code === 'SQLITE_NOTADB')
    return `${file} is not an SQLite database. Set DATABASE_URL or DATA_DIR to another place.`;
  return unwritable.has(code) || code.startsWith('SQLITE_CANTOPEN')
    ? `The database file ${file} cannot be opened (${code}). Its folder must be one this user may write to: see DATA_DIR.`
    : null;
}

function mysqlMend(url: string, code: string): string | null {
  const { host, pathname } = new URL(url);
  if (silent.has(code))
    return `No database server answers at ${host} (${code}). Start it, or mend DATABASE_URL.`;
  if (denied.has(code)) return `The database server at ${host} refuses the user of DATABASE_URL (${code}).`;
  if (code === 'ER_BAD_DB_ERROR')
    return `The database server at ${host} has no database ${pathname.slice(1)}. Create it, or mend DATABASE_URL.`;
  return null;
}
