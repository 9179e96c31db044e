import { DataSource } from 'typeorm';
import type { OpenedDatabase } from '../harness/opened-database.js';

/** Kept by the migrator and TypeORM themselves, whatever the migrations do. */
export const bookkeeping: readonly string[] = ['migration_lock', 'migrations'];

type Facts = Pick<OpenedDatabase, 'engine' | 'writer'>;

/** Names of the first column of what the engine's own catalogue answers, in order. */
async function named(
  { engine, writer }: Facts,
  statements: Record<Facts['engine'], string>,
): Promise<string[]> {
  const rows: { name: string }[] = await writer.query(statements[engine]);
  return rows.map(({ name }) => name).toSorted((one, other) => (one < other ? -1 : 1));
}

/** Tables of the product. */
export async function tables(of: Facts): Promise<string[]> {
  const all = await named(of, {
    sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    mariadb: 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
  });
  return all.filter((name) => !bookkeeping.includes(name));
}

/** Indexes that refuse a second row, primary keys left out. */
export function uniqueIndexes(of: Facts): Promise<string[]> {
  return named(of, {
    sqlite: `SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'`,
    mariadb: `SELECT DISTINCT INDEX_NAME AS name FROM information_schema.STATISTICS
              WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0 AND INDEX_NAME <> 'PRIMARY'`,
  });
}

/**
 * What TypeORM would still change to make the database fit the entities. It reads the catalogue of a MariaDB server
 * right only when told that it is one: that writes the default of a nullable column as the word NULL.
 */
export async function drift({ writer }: Facts): Promise<string[]> {
  if (writer.options.type !== 'mysql') return differences(writer);
  const [{ version }] = await writer.query('SELECT VERSION() AS version');
  const type = version.includes('MariaDB') ? 'mariadb' : 'mysql';
  const source = await new DataSource({ ...writer.options, type }).initialize();
  try {
    return await differences(source);
  } finally {
    await source.destroy();
  }
}

async function differences(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
