import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { emptyDatabase, engines, type Engine } from './engines.js';

type Run = (sql: string) => Promise<unknown>;

/** Opens the database as its engine does, and closes it whatever happens. */
async function inside<T>(engine: Engine, url: string, work: (run: Run) => Promise<T>): Promise<T> {
  if (engine === 'sqlite') {
    const file = new Sqlite(url.slice('sqlite:'.length));
    try {
      return await work((sql) =>
        Promise.resolve(sql.startsWith('SELECT') ? file.prepare(sql).all() : file.exec(sql)),
      );
    } finally {
      file.close();
    }
  }
  const connection = await createConnection(url);
  try {
    return await work(async (sql) => (await connection.query(sql))[0]);
  } finally {
    await connection.end();
  }
}

const TABLES: Record<Engine, string> = {
  sqlite: "SELECT COUNT(*) AS count FROM sqlite_master WHERE type = 'table'",
  mariadb: 'SELECT COUNT(*) AS count FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
};

describe.each(engines)('emptyDatabase on %s', (engine) => {
  it('is empty and can be written and read', async () => {
    const database = await emptyDatabase(engine);
    try {
      await inside(engine, database.url, async (run) => {
        expect(await run(TABLES[engine])).toEqual([{ count: 0 }]);
        await run('CREATE TABLE things (id INT PRIMARY KEY)');
        await run('INSERT INTO things VALUES (1), (2)');
        expect(await run('SELECT COUNT(*) AS count FROM things')).toEqual([{ count: 2 }]);
      });
    } finally {
      await database.drop();
    }
  });

  it('is nobody else’s', async () => {
    const [one, other] = await Promise.all([emptyDatabase(engine), emptyDatabase(engine)]);
    try {
      expect(one.url).not.toBe(other.url);
      expect(one.directory).not.toBe(other.directory);
      expect(await readdir(one.directory)).toEqual([]);
    } finally {
      await Promise.all([one.drop(), other.drop()]);
    }
  });

  it('is gone after drop', async () => {
    const database = await emptyDatabase(engine);
    await inside(engine, database.url, (run) => run('CREATE TABLE things (id INT)'));
    await database.drop();
    expect(existsSync(database.directory)).toBe(false);
    await expect(inside(engine, database.url, (run) => run('SELECT 1'))).rejects.toThrow(
      /directory does not exist|Unknown database/,
    );
  });
});
