import { OperatorFault } from '@app/problems';

/** SQLite serves one process, and that is the service. */
export class NotBesideSqlite extends OperatorFault {
  constructor() {
    super(
      'The courier process needs MySQL or MariaDB: set DATABASE_URL=mysql://… On SQLite the service delivers its messages itself.',
    );
  }
}
