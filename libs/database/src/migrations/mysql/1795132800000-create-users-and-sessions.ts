import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUsersAndSessions implements MigrationInterface {
  readonly name = 'CreateUsersAndSessions1795132800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id int unsigned NOT NULL AUTO_INCREMENT,
        uuid varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        username varchar(255) NOT NULL,
        username_key varchar(255) NOT NULL,
        email varchar(254) CHARACTER SET ascii COLLATE ascii_bin NULL,
        phone_number varchar(17) CHARACTER SET ascii COLLATE ascii_bin NULL,
        password_hash varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        name varchar(255) NOT NULL,
        first_name varchar(100) NOT NULL,
        last_name varchar(100) NULL,
        roles varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        account_type varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        platform varchar(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
        partner_id int unsigned NULL,
        is_active tinyint NOT NULL,
        is_verified tinyint NOT NULL,
        is_superuser tinyint NOT NULL,
        email_verified_at datetime(3) NULL,
        phone_verified_at datetime(3) NULL,
        bio varchar(200) NULL,
        date_of_birth date NULL,
        gender varchar(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
        avatar_photo_id varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at datetime(3) NOT NULL,
        updated_at datetime(3) NOT NULL,
        deleted_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE KEY ux_users_uuid (uuid),
        UNIQUE KEY ux_users_username_key (username_key),
        UNIQUE KEY ux_users_email (email),
        UNIQUE KEY ux_users_phone_number (phone_number)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
    await runner.query(`
      CREATE TABLE sessions (
        id int unsigned NOT NULL AUTO_INCREMENT,
        uuid varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        user_id int unsigned NOT NULL,
        kind varchar(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        device varchar(200) NOT NULL,
        address varchar(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        network varchar(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        credential_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NULL,
        refresh_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NULL,
        previous_refresh_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at datetime(3) NOT NULL,
        last_used_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        revoked_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE KEY ux_sessions_uuid (uuid),
        UNIQUE KEY ux_sessions_credential_digest (credential_digest),
        KEY ix_sessions_user_id (user_id),
        KEY ix_sessions_expires_at (expires_at),
        CONSTRAINT fk_sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE sessions`);
    await runner.query(`DROP TABLE users`);
  }
}
