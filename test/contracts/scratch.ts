import type { OpenedDatabase } from '../harness/opened-database.js';

/** A table of rows with a number each, to see what a unit of work leaves behind. */
export class Scratch {
  constructor(private readonly database: OpenedDatabase) {}

  async create(): Promise<void> {
    await this.database.writer.query('CREATE TABLE scratch (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)');
  }

  async clear(): Promise<void> {
    await this.database.writer.query('DELETE FROM scratch');
  }

  /** Inside a unit of work. */
  async insert(...ids: readonly number[]): Promise<void> {
    for (const id of ids) await this.database.unit.manager.query('INSERT INTO scratch VALUES (?, 0)', [id]);
  }

  /** Inside a unit of work. */
  async increment(id: number): Promise<void> {
    await this.database.unit.manager.query('UPDATE scratch SET n = n + 1 WHERE id = ?', [id]);
  }

  /** Committed rows, as another request sees them. */
  async committed(): Promise<number[]> {
    const rows = await this.database.reader.rows<{ id: number }>('SELECT id FROM scratch ORDER BY id', []);
    return rows.map(({ id }) => id);
  }

  async valueOf(id: number): Promise<number | undefined> {
    const [row] = await this.database.reader.rows<{ n: number }>('SELECT n FROM scratch WHERE id = ?', [id]);
    return row?.n;
  }
}
