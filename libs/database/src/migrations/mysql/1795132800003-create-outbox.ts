import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutbox implements MigrationInterface {
  readonly name = 'CreateOutbox1795132800003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox_messages (
        id varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        type varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        channel varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        recipient varchar(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        locale varchar(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        payload text NULL,
        status varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        attempts int unsigned NOT NULL,
        unconfirmed int unsigned NOT NULL,
        next_attempt_at datetime(3) NOT NULL,
        lease_holder varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
        receipt varchar(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at datetime(3) NOT NULL,
        finished_at datetime(3) NULL,
        PRIMARY KEY (id),
        KEY ix_outbox_messages_due (status, next_attempt_at),
        KEY ix_outbox_messages_subject (subject)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
    await runner.query(`
      CREATE TABLE outbox_attempts (
        id int unsigned NOT NULL AUTO_INCREMENT,
        message_id varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        \`at\` datetime(3) NOT NULL,
        channel varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        outcome varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        detail varchar(200) NULL,
        provider_id varchar(200) NULL,
        PRIMARY KEY (id),
        KEY ix_outbox_attempts_message_id (message_id),
        CONSTRAINT fk_outbox_attempts_message FOREIGN KEY (message_id) REFERENCES outbox_messages (id) ON DELETE CASCADE ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE outbox_attempts`);
    await runner.query(`DROP TABLE outbox_messages`);
  }
}
