import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSigningKeys implements MigrationInterface {
  readonly name = 'CreateSigningKeys1795132800010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_keys (
        kid varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        alg varchar(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        \`role\` varchar(6) CHARACTER SET ascii COLLATE ascii_bin NULL,
        sealed text CHARACTER SET ascii COLLATE ascii_bin NULL,
        since datetime(3) NOT NULL,
        ends_at datetime(3) NULL,
        PRIMARY KEY (kid),
        UNIQUE KEY ux_signing_keys_role (\`role\`)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE signing_keys`);
  }
}
