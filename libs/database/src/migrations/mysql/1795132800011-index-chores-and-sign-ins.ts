import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chores find what they remove, and a sign-in its device and network, without reading whole tables. */
export class IndexChoresAndSignIns implements MigrationInterface {
  readonly name = 'IndexChoresAndSignIns1795132800011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users
        ADD KEY ix_users_deleted_at (deleted_at),
        ADD KEY ix_users_avatar_photo_id (avatar_photo_id)`);
    await runner.query(`
      ALTER TABLE sessions
        ADD KEY ix_sessions_revoked_at (revoked_at),
        ADD KEY ix_sessions_user_id_network (user_id, network),
        ADD KEY ix_sessions_user_id_device (user_id, device),
        DROP KEY ix_sessions_user_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions
        ADD KEY ix_sessions_user_id (user_id),
        DROP KEY ix_sessions_user_id_device,
        DROP KEY ix_sessions_user_id_network,
        DROP KEY ix_sessions_revoked_at`);
    await runner.query(`
      ALTER TABLE users
        DROP KEY ix_users_avatar_photo_id,
        DROP KEY ix_users_deleted_at`);
  }
}
