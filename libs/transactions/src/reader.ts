import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { DirectStatements, type QueryValue } from './direct-statements.js';

/**
 * The connection that reads. On SQLite a second, read-only one, so that a reader neither waits for a unit of work nor
 * sees its uncommitted rows; on MySQL and MariaDB the pool itself.
 */
export class Reader {
  private readonly direct: DirectStatements;

  constructor(private readonly source: DataSource) {
    this.direct = new DirectStatements(source);
  }

  /** Committed state, through TypeORM. */
  get manager(): EntityManager {
    return this.source.manager;
  }

  /** One statement straight through the driver. `sql` is a constant of the code, values are bound. */
  rows<Row>(sql: string, values: readonly QueryValue[]): Promise<Row[]> {
    return this.direct.rows(sql, values);
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
}
