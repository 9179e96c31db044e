import { Housekeeping } from '@app/housekeeping';
import type { Service } from '../harness/service.js';

/** Lets the housekeeping have its turn at once, however short ago it had one. */
export async function sweep({ app, database }: Service): Promise<void> {
  await database.query("DELETE FROM limit_counters WHERE budget = 'housekeeping'");
  await app.get(Housekeeping).run();
}

export async function countOf({ database }: Service, table: string, where = '1 = 1'): Promise<number> {
  const [row]: { count: number | string }[] = await database.query(
    `SELECT COUNT(*) AS count FROM ${table} WHERE ${where}`,
  );
  return Number(row?.count);
}
