import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSigningKeys implements MigrationInterface {
  readonly name = 'CreateSigningKeys1795132800010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "signing_keys" (
        "kid" varchar(36) PRIMARY KEY NOT NULL,
        "alg" varchar(5) NOT NULL,
        "role" varchar(6),
        "sealed" text,
        "since" datetime(3) NOT NULL,
        "ends_at" datetime(3)
      )`);
    await runner.query(`CREATE UNIQUE INDEX "ux_signing_keys_role" ON "signing_keys" ("role")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "signing_keys"');
  }
}
