import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLimits implements MigrationInterface {
  readonly name = 'CreateLimits1795132800004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE limit_counters (
        budget varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        key_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        used int unsigned NOT NULL,
        window_ends_at datetime(3) NOT NULL,
        PRIMARY KEY (budget, key_digest),
        KEY ix_limit_counters_window_ends_at (window_ends_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE limit_counters`);
  }
}
