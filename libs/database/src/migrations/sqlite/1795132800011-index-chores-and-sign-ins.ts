import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chores find what they remove, and a sign-in its device and network, without reading whole tables. */
export class IndexChoresAndSignIns implements MigrationInterface {
  readonly name = 'IndexChoresAndSignIns1795132800011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "ix_users_deleted_at" ON "users" ("deleted_at")');
    await runner.query('CREATE INDEX "ix_users_avatar_photo_id" ON "users" ("avatar_photo_id")');
    await runner.query('CREATE INDEX "ix_sessions_revoked_at" ON "sessions" ("revoked_at")');
    await runner.query('CREATE INDEX "ix_sessions_user_id_network" ON "sessions" ("user_id", "network")');
    await runner.query('CREATE INDEX "ix_sessions_user_id_device" ON "sessions" ("user_id", "device")');
    await runner.query('DROP INDEX "ix_sessions_user_id"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "ix_sessions_user_id" ON "sessions" ("user_id")');
    for (const index of ['sessions_user_id_device', 'sessions_user_id_network', 'sessions_revoked_at'])
      await runner.query(`DROP INDEX "ix_${index}"`);
    for (const index of ['users_avatar_photo_id', 'users_deleted_at'])
      await runner.query(`DROP INDEX "ix_${index}"`);
  }
}
