import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSignupsAndCodes implements MigrationInterface {
  readonly name = 'CreateSignupsAndCodes1795132800002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "pending_signups" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "uuid" varchar(36) NOT NULL,
        "username" varchar(255) NOT NULL,
        "username_key" varchar(255) NOT NULL,
        "email" varchar(254) NOT NULL,
        "phone_number" varchar(17),
        "password_hash" varchar(255) NOT NULL,
        "first_name" varchar(100) NOT NULL,
        "last_name" varchar(100) NOT NULL,
        "mode" varchar(4) NOT NULL,
        "platform" varchar(20),
        "partner_id" integer NOT NULL,
        "locale" varchar(2) NOT NULL,
        "created_at" datetime(3) NOT NULL,
        "expires_at" datetime(3) NOT NULL,
        "verified_at" datetime(3),
        "declined_at" datetime(3)
      )`);
    await runner.query(`CREATE UNIQUE INDEX "ux_pending_signups_uuid" ON "pending_signups" ("uuid")`);
    await runner.query(`CREATE INDEX "ix_pending_signups_expires_at" ON "pending_signups" ("expires_at")`);
    await runner.query(`
      CREATE TABLE "one_time_codes" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "purpose" varchar(20) NOT NULL,
        "subject" varchar(36) NOT NULL,
        "target" varchar(254) NOT NULL,
        "digest" varchar(43) NOT NULL,
        "is_live" boolean,
        "tries" integer NOT NULL,
        "created_at" datetime(3) NOT NULL,
        "expires_at" datetime(3) NOT NULL
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX "ux_one_time_codes_live" ON "one_time_codes" ("purpose", "subject", "is_live")`,
    );
    await runner.query(`CREATE UNIQUE INDEX "ux_one_time_codes_digest" ON "one_time_codes" ("digest")`);
    await runner.query(`CREATE INDEX "ix_one_time_codes_subject" ON "one_time_codes" ("subject")`);
    await runner.query(`CREATE INDEX "ix_one_time_codes_expires_at" ON "one_time_codes" ("expires_at")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "one_time_codes"');
    await runner.query('DROP TABLE "pending_signups"');
  }
}
