import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLimits implements MigrationInterface {
  readonly name = 'CreateLimits1795132800004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "limit_counters" (
        "budget" varchar(30) NOT NULL,
        "key_digest" varchar(43) NOT NULL,
        "used" integer NOT NULL,
        "window_ends_at" datetime(3) NOT NULL,
        PRIMARY KEY ("budget", "key_digest")
      )`);
    await runner.query(
      `CREATE INDEX "ix_limit_counters_window_ends_at" ON "limit_counters" ("window_ends_at")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "limit_counters"');
  }
}
