import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFailureDelays implements MigrationInterface {
  readonly name = 'CreateFailureDelays1795132800005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "failure_delays" (
        "key_digest" varchar(43) PRIMARY KEY NOT NULL,
        "failures" integer NOT NULL,
        "last_failed_at" datetime(3) NOT NULL,
        "delayed_until" datetime(3) NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX "ix_failure_delays_last_failed_at" ON "failure_delays" ("last_failed_at")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "failure_delays"');
  }
}
