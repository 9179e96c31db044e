import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutbox implements MigrationInterface {
  readonly name = 'CreateOutbox1795132800003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "outbox_messages" (
        "id" varchar(36) PRIMARY KEY NOT NULL,
        "type" varchar(40) NOT NULL,
        "channel" varchar(10) NOT NULL,
        "recipient" varchar(254) NOT NULL,
        "locale" varchar(2) NOT NULL,
        "subject" varchar(36) NOT NULL,
        "payload" text,
        "status" varchar(10) NOT NULL,
        "attempts" integer NOT NULL,
        "unconfirmed" integer NOT NULL,
        "next_attempt_at" datetime(3) NOT NULL,
        "lease_holder" varchar(36),
        "receipt" varchar(10),
        "created_at" datetime(3) NOT NULL,
        "finished_at" datetime(3)
      )`);
    await runner.query(
      `CREATE INDEX "ix_outbox_messages_due" ON "outbox_messages" ("status", "next_attempt_at")`,
    );
    await runner.query(`CREATE INDEX "ix_outbox_messages_subject" ON "outbox_messages" ("subject")`);
    await runner.query(`
      CREATE TABLE "outbox_attempts" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "message_id" varchar(36) NOT NULL,
        "at" datetime(3) NOT NULL,
        "channel" varchar(20) NOT NULL,
        "outcome" varchar(10) NOT NULL,
        "detail" varchar(200),
        "provider_id" varchar(200),
        CONSTRAINT "fk_outbox_attempts_message" FOREIGN KEY ("message_id") REFERENCES "outbox_messages" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
      )`);
    await runner.query(`CREATE INDEX "ix_outbox_attempts_message_id" ON "outbox_attempts" ("message_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "outbox_attempts"');
    await runner.query('DROP TABLE "outbox_messages"');
  }
}
