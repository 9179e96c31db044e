import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePartners implements MigrationInterface {
  readonly name = 'CreatePartners1795132800001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "partners" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "name" varchar(64) NOT NULL,
        "scopes" text NOT NULL,
        "platforms" text NOT NULL,
        "is_active" boolean NOT NULL,
        "created_at" datetime(3) NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX "ux_partners_name" ON "partners" ("name")`);
    await runner.query(`
      CREATE TABLE "partner_secrets" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "digest" varchar(43) NOT NULL,
        "created_at" datetime(3) NOT NULL,
        "revoked_at" datetime(3),
        "partner_id" integer NOT NULL,
        CONSTRAINT "fk_partner_secrets_partner" FOREIGN KEY ("partner_id") REFERENCES "partners" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
      )`);
    await runner.query(`CREATE INDEX "ix_partner_secrets_partner_id" ON "partner_secrets" ("partner_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "partner_secrets"');
    await runner.query('DROP TABLE "partners"');
  }
}
