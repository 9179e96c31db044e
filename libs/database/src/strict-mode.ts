import type { DataSource } from 'typeorm';
import { OperatorFault } from '@app/problems';

/** The server would cut what is too long and say nothing. */
class LaxServer extends OperatorFault {
  constructor() {
    super(
      'The database server truncates silently: its sql_mode lacks STRICT_TRANS_TABLES. Add it, and start again.',
    );
  }
}

/** Nothing is stored but what was sent (SECURITY R39). MySQL and MariaDB. @throws LaxServer */
export async function refuseLaxServer(source: DataSource): Promise<void> {
  const rows: { mode: string }[] = await source.query('SELECT @@SESSION.sql_mode AS mode');
  const modes = rows[0]?.mode.split(',') ?? [];
  if (!modes.includes('STRICT_TRANS_TABLES') && !modes.includes('STRICT_ALL_TABLES')) throw new LaxServer();
}
