import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFailureDelays implements MigrationInterface {
  readonly name = 'CreateFailureDelays1795132800005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE failure_delays (
        key_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        failures int unsigned NOT NULL,
        last_failed_at datetime(3) NOT NULL,
        delayed_until datetime(3) NOT NULL,
        PRIMARY KEY (key_digest),
        KEY ix_failure_delays_last_failed_at (last_failed_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE failure_delays`);
  }
}
