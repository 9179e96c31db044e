import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Migrator } from '@app/database';
import type { Engine } from '../harness/engines.js';
import type { FrozenClock } from '../harness/frozen-clock.js';
import { openMigrated } from '../harness/opened-database.js';

/** What the one more migration does. */
type Step = (runner: QueryRunner) => Promise<unknown>;

export interface Rehearsal {
  readonly source: DataSource;
  readonly migrator: Migrator;
  readonly clock: FrozenClock;
  /** To be set before the migrator goes up. */
  step: Step;
  close(): Promise<void>;
}

export const oneMore = 'OneMore9999999999999';
/** Milliseconds of a statement, other than a migration's. */
const impatient = 300;

/** A database that lacks one migration, which the product does not have. */
export async function openLackingOne(engine: Engine): Promise<Rehearsal> {
  const database = await openMigrated(engine);
  class OneMore implements MigrationInterface {
    readonly name = oneMore;
    async up(runner: QueryRunner): Promise<void> {
      await rehearsal.step(runner);
    }
    async down(): Promise<void> {
      // nothing to take back
    }
  }
  const { options } = database.writer;
  const migrations = [...(options.migrations as (typeof OneMore)[]), OneMore];
  const source = new DataSource({ ...options, migrations, maxQueryExecutionTime: impatient });
  await source.initialize();
  const rehearsal: Rehearsal = {
    source,
    migrator: new Migrator(source, database.clock),
    clock: database.clock,
    step: async () => undefined,
    close: async () => {
      await source.destroy();
      await database.close();
    },
  };
  return rehearsal;
}
