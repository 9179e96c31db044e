import type { DataSource, EntityMetadata } from 'typeorm';

/** What a hand-written query may bind. */
export type QueryValue = string | number | null;
/** What a column of an entity is stored as: MySQL and MariaDB take a moment as it is. */
type StoredValue = QueryValue | Date;

/** A constant of the code, and what it binds. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly StoredValue[];
}

interface TimedStatement extends Statement {
  /** Milliseconds. */
  readonly timeout: number | undefined;
}
interface MysqlPool {
  query(statement: TimedStatement, done: (error: Error | null, rows: unknown) => void): void;
}
interface SqliteStatement {
  readonly reader: boolean;
  all(...values: readonly StoredValue[]): unknown[];
  run(...values: readonly StoredValue[]): unknown;
}
interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
}

/**
 * Single statements straight through the driver, for the few that nearly every request makes: TypeORM's own path costs
 * three to four times as much CPU (docs/performance.md).
 */
export class DirectStatements {
  private readonly prepared = new Map<string, SqliteStatement>();
  private readonly inserts = new Map<EntityMetadata, string>();

  constructor(private readonly source: DataSource) {}

  private get isSqlite(): boolean {
    return this.source.options.type === 'better-sqlite3';
  }

  /** `sql` is a constant of the code, values are bound. */
  async rows<Row>(sql: string, values: readonly StoredValue[]): Promise<Row[]> {
    return (this.isSqlite ? this.onSqlite(sql, values) : await this.onMysql(sql, values)) as Row[];
  }

  /** @returns how many rows it changed */
  async change({ sql, values }: Statement): Promise<number> {
    const result = this.isSqlite ? this.onSqlite(sql, values) : await this.onMysql(sql, values);
    const { changes, affectedRows } = result as { changes?: number; affectedRows?: number };
    return changes ?? affectedRows ?? 0;
  }

  /** A new row with all columns of its entity but those the database makes, if `source` (`FROM … WHERE …`) finds one. */
  insertion(entity: object, source: Statement): Statement {
    const metadata = this.source.getMetadata(entity.constructor);
    const columns = metadata.columns.filter((column) => !column.isGenerated);
    const values = columns.map(
      (column) =>
        this.source.driver.preparePersistentValue(column.getEntityValue(entity), column) as StoredValue,
    );
    // Whoever is changing the row that is asked for is waited for; SQLite lets one write at a time anyway.
    const lock = this.isSqlite ? '' : ' LOCK IN SHARE MODE';
    return {
      sql: `${this.insertInto(metadata, columns)} ${source.sql}${lock}`,
      values: [...values, ...source.values],
    };
  }

  private insertInto(metadata: EntityMetadata, columns: EntityMetadata['columns']): string {
    let sql = this.inserts.get(metadata);
    if (sql === undefined) {
      const names = columns.map(({ databaseName }) => databaseName).join(', ');
      sql = `INSERT INTO ${metadata.tableName} (${names}) SELECT ${columns.map(() => '?').join(', ')}`;
      this.inserts.set(metadata, sql);
    }
    return sql;
  }

  private onMysql(sql: string, values: readonly StoredValue[]): Promise<unknown> {
    const { pool } = this.source.driver as unknown as { pool: MysqlPool };
    // As long as TypeORM gives its own statements.
    const timeout = this.source.options.maxQueryExecutionTime;
    return new Promise((resolve, reject) => {
      pool.query({ sql, values, timeout }, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }

  private onSqlite(sql: string, values: readonly StoredValue[]): unknown {
    let statement = this.prepared.get(sql);
    if (!statement) {
      const { databaseConnection } = this.source.driver as unknown as {
        databaseConnection: SqliteConnection;
      };
      statement = databaseConnection.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement.reader ? statement.all(...values) : statement.run(...values);
  }
}
