import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSignupsAndCodes implements MigrationInterface {
  readonly name = 'CreateSignupsAndCodes1795132800002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pending_signups (
        id int unsigned NOT NULL AUTO_INCREMENT,
        uuid varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        username varchar(255) NOT NULL,
        username_key varchar(255) NOT NULL,
        email varchar(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        phone_number varchar(17) CHARACTER SET ascii COLLATE ascii_bin NULL,
        password_hash varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        first_name varchar(100) NOT NULL,
        last_name varchar(100) NOT NULL,
        mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        platform varchar(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
        partner_id int unsigned NOT NULL,
        locale varchar(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        verified_at datetime(3) NULL,
        declined_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE KEY ux_pending_signups_uuid (uuid),
        KEY ix_pending_signups_expires_at (expires_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
    await runner.query(`
      CREATE TABLE one_time_codes (
        id int unsigned NOT NULL AUTO_INCREMENT,
        purpose varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        target varchar(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        is_live tinyint NULL,
        tries int unsigned NOT NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE KEY ux_one_time_codes_live (purpose, subject, is_live),
        UNIQUE KEY ux_one_time_codes_digest (digest),
        KEY ix_one_time_codes_subject (subject),
        KEY ix_one_time_codes_expires_at (expires_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE one_time_codes`);
    await runner.query(`DROP TABLE pending_signups`);
  }
}
