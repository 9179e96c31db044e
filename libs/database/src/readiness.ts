import { OperatorFault } from '@app/problems';
import type { DatabaseLocation } from '@app/settings';
import type { Migrator } from './migrator.js';

/** The database is behind this version of the service. Names the command that mends it. */
export class MigrationsPending extends OperatorFault {
  constructor(names: readonly string[]) {
    super(
      `The database lacks ${names.length} migration(s): ${names.join(', ')}. Run: npm run migrate (in the image: usapi migrate up)`,
    );
  }
}

/**
 * The embedded database migrates itself: it has one user. A server's schema is changed by a step of its own, before
 * the first replica of a new version starts.
 * @throws MigrationsPending on MySQL and MariaDB
 */
export async function ready(migrator: Migrator, engine: DatabaseLocation['engine']): Promise<void> {
  if (engine === 'sqlite') {
    await migrator.up();
    return;
  }
  const pending = await migrator.pending();
  if (pending.length > 0) throw new MigrationsPending(pending);
}
