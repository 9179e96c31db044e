import Sqlite from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import type { Installation } from '../harness/installation.js';

/** The database as somebody beside the service sees it. SQLite: a short visit at a time. */
async function query<Row>({ place }: Installation, sql: string): Promise<Row[]> {
  if (place.url.startsWith('sqlite:')) {
    const file = new Sqlite(place.url.slice('sqlite:'.length), { timeout: 2000 });
    try {
      const statement = file.prepare(sql);
      return statement.reader ? (statement.all() as Row[]) : (statement.run(), []);
    } finally {
      file.close();
    }
  }
  const connection = await createConnection(place.url);
  try {
    return (await connection.query(sql))[0] as Row[];
  } finally {
    await connection.end();
  }
}

/** How many messages are in each state. */
export async function statesOf(installation: Installation): Promise<Record<string, number>> {
  const rows = await query<{ status: string; count: number }>(
    installation,
    'SELECT status, COUNT(*) AS count FROM outbox_messages GROUP BY status',
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** Messages that were given up, with how their last attempt ended. */
export const deadOnesOf = (installation: Installation): Promise<{ recipient: string; outcome: string }[]> =>
  query(
    installation,
    `SELECT recipient, outcome FROM outbox_messages JOIN outbox_attempts ON message_id = outbox_messages.id
     WHERE status = 'dead' AND outbox_attempts.id = (SELECT MAX(id) FROM outbox_attempts WHERE message_id = outbox_messages.id)`,
  );

/** What half a minute does to the leases of couriers that are dead. Only while none is alive. */
export async function endLeases(installation: Installation): Promise<void> {
  await query(
    installation,
    "UPDATE outbox_messages SET next_attempt_at = created_at WHERE status = 'queued' AND lease_holder IS NOT NULL",
  );
}
