import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** What a hand-written query may bind. */
export type QueryValue = string | number | null;

interface MysqlStatement {
  readonly sql: string;
  readonly values: readonly QueryValue[];
  /** Milliseconds. */
  readonly timeout: number | undefined;
}
interface MysqlPool {
  query(statement: MysqlStatement, done: (error: Error | null, rows: unknown) => void): void;
}
interface SqliteConnection {
  prepare(sql: string): { all(...values: QueryValue[]): unknown[] };
}

/**
 * The connection that reads. On SQLite a second, read-only one, so that a reader neither waits for a unit of work nor
 * sees its uncommitted rows; on MySQL and MariaDB the pool itself.
 */
export class Reader {
  private readonly statements = new Map<string, ReturnType<SqliteConnection['prepare']>>();

  constructor(private readonly source: DataSource) {}

  /** Committed state, through TypeORM. */
  get manager(): EntityManager {
    return this.source.manager;
  }

  /**
   * One statement straight through the driver, for the few look-ups that every request makes: TypeORM's own path costs
   * three to four times as much CPU. `sql` is a constant of the code, values are bound.
   */
  rows<Row>(sql: string, values: readonly QueryValue[]): Promise<Row[]> {
    return this.source.options.type === 'better-sqlite3'
      ? this.sqliteRows(sql, values)
      : this.mysqlRows(sql, values);
  }

  /**
   * Entities by a hand-written tail (`JOIN … WHERE …`) behind `SELECT <all columns of the entity> FROM <table> alias`,
   * without the columns marked `select: false`.
   */
  async entities<Entity extends ObjectLiteral>(
    type: EntityTarget<Entity>,
    alias: string,
    tail: string,
    values: readonly QueryValue[],
  ): Promise<Entity[]> {
    const metadata = this.source.getMetadata(type);
    const shown = metadata.columns.filter((column) => column.isSelect);
    const list = shown.map((column) => `${alias}.${column.databaseName}`).join(', ');
    const rows = await this.rows<Record<string, unknown>>(
      `SELECT ${list} FROM ${metadata.tableName} ${alias} ${tail}`,
      values,
    );
    return rows.map((row) => {
      const entity = metadata.create() as Entity;
      for (const column of shown) {
        const value: unknown = this.source.driver.prepareHydratedValue(row[column.databaseName], column);
        column.setEntityValue(entity, value);
      }
      return entity;
    });
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  private mysqlRows<Row>(sql: string, values: readonly QueryValue[]): Promise<Row[]> {
    const { pool } = this.source.driver as unknown as { pool: MysqlPool };
    // As long as TypeORM gives its own statements.
    const timeout = this.source.options.maxQueryExecutionTime;
    return new Promise((resolve, reject) => {
      pool.query({ sql, values, timeout }, (error, rows) => (error ? reject(error) : resolve(rows as Row[])));
    });
  }

  private async sqliteRows<Row>(sql: string, values: readonly QueryValue[]): Promise<Row[]> {
    let statement = this.statements.get(sql);
    if (!statement) {
      const { databaseConnection } = this.source.driver as unknown as {
        databaseConnection: SqliteConnection;
      };
      statement = databaseConnection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement.all(...values) as Row[];
  }
}
