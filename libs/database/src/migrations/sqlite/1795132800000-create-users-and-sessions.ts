import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUsersAndSessions implements MigrationInterface {
  readonly name = 'CreateUsersAndSessions1795132800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "users" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "uuid" varchar(36) NOT NULL,
        "username" varchar(255) NOT NULL,
        "username_key" varchar(255) NOT NULL,
        "email" varchar(254),
        "phone_number" varchar(17),
        "password_hash" varchar(255) NOT NULL,
        "name" varchar(255) NOT NULL,
        "first_name" varchar(100) NOT NULL,
        "last_name" varchar(100),
        "roles" varchar(20) NOT NULL,
        "account_type" varchar(20) NOT NULL,
        "platform" varchar(20),
        "partner_id" integer,
        "is_active" boolean NOT NULL,
        "is_verified" boolean NOT NULL,
        "is_superuser" boolean NOT NULL,
        "email_verified_at" datetime(3),
        "phone_verified_at" datetime(3),
        "bio" varchar(200),
        "date_of_birth" date,
        "gender" varchar(10),
        "avatar_photo_id" varchar(36),
        "created_at" datetime(3) NOT NULL,
        "updated_at" datetime(3) NOT NULL,
        "deleted_at" datetime(3)
      )`);
    await runner.query(`CREATE UNIQUE INDEX "ux_users_uuid" ON "users" ("uuid")`);
    await runner.query(`CREATE UNIQUE INDEX "ux_users_username_key" ON "users" ("username_key")`);
    await runner.query(`CREATE UNIQUE INDEX "ux_users_email" ON "users" ("email")`);
    await runner.query(`CREATE UNIQUE INDEX "ux_users_phone_number" ON "users" ("phone_number")`);
    await runner.query(`
      CREATE TABLE "sessions" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "uuid" varchar(36) NOT NULL,
        "user_id" integer NOT NULL,
        "kind" varchar(6) NOT NULL,
        "device" varchar(200) NOT NULL,
        "address" varchar(45) NOT NULL,
        "network" varchar(45) NOT NULL,
        "credential_digest" varchar(43),
        "refresh_digest" varchar(43),
        "previous_refresh_digest" varchar(43),
        "created_at" datetime(3) NOT NULL,
        "last_used_at" datetime(3) NOT NULL,
        "expires_at" datetime(3) NOT NULL,
        "revoked_at" datetime(3),
        CONSTRAINT "fk_sessions_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
      )`);
    await runner.query(`CREATE UNIQUE INDEX "ux_sessions_uuid" ON "sessions" ("uuid")`);
    await runner.query(
      `CREATE UNIQUE INDEX "ux_sessions_credential_digest" ON "sessions" ("credential_digest")`,
    );
    await runner.query(`CREATE INDEX "ix_sessions_expires_at" ON "sessions" ("expires_at")`);
    await runner.query(`CREATE INDEX "ix_sessions_user_id" ON "sessions" ("user_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "sessions"');
    await runner.query('DROP TABLE "users"');
  }
}
