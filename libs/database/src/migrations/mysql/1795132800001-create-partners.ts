import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePartners implements MigrationInterface {
  readonly name = 'CreatePartners1795132800001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE partners (
        id int unsigned NOT NULL AUTO_INCREMENT,
        name varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        scopes text NOT NULL,
        platforms text NOT NULL,
        is_active tinyint NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE KEY ux_partners_name (name)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
    await runner.query(`
      CREATE TABLE partner_secrets (
        id int unsigned NOT NULL AUTO_INCREMENT,
        digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at datetime(3) NOT NULL,
        revoked_at datetime(3) NULL,
        partner_id int unsigned NOT NULL,
        PRIMARY KEY (id),
        KEY ix_partner_secrets_partner_id (partner_id),
        CONSTRAINT fk_partner_secrets_partner FOREIGN KEY (partner_id) REFERENCES partners (id) ON DELETE CASCADE ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE partner_secrets`);
    await runner.query(`DROP TABLE partners`);
  }
}
