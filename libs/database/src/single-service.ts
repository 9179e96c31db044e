import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { OperatorFault } from '@app/problems';
import type { DatabaseLocation } from '@app/settings';
import { openingFault } from './database-unreachable.js';

/** Another service process uses the embedded database. */
class AlreadyServed extends OperatorFault {
  constructor(file: string) {
    super(
      `Another USAPI service runs on ${file}. SQLite serves one process; stop the other, or use MySQL or MariaDB.`,
    );
  }
}

/**
 * Holds the embedded database for one service process: a lock on a file beside it, which the operating system takes
 * back however the process ends. MySQL and MariaDB need none, and CLI commands do not ask.
 */
export class SingleService {
  private readonly lock: Database.Database | undefined;

  /** @throws AlreadyServed, DatabaseUnreachable */
  constructor(location: DatabaseLocation) {
    if (location.engine !== 'sqlite') return;
    try {
      mkdirSync(dirname(location.file), { recursive: true });
      this.lock = new Database(`${location.file}.service`, { timeout: 0 });
      this.lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      this.lock?.close();
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
        throw new AlreadyServed(location.file);
      throw openingFault(location, error);
    }
  }

  release(): void {
    this.lock?.close();
  }
}
