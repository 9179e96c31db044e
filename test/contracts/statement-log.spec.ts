import { ConsoleLogger, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { engines } from '../harness/engines.js';
import { openEmpty, type OpenedDatabase } from '../harness/opened-database.js';

const secret = 'somebody@example.test';

const written: string[] = [];
const keep = (...words: unknown[]): void => void written.push(JSON.stringify(words));

describe.each(engines)('The log of statements on %s', (engine) => {
  let database: OpenedDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await openEmpty(engine);
    source = await new DataSource({ ...database.writer.options, maxQueryExecutionTime: 20 }).initialize();
    Logger.overrideLogger({ log: keep, warn: keep, error: keep });
    for (const method of ['log', 'info', 'warn', 'error'] as const)
      jest.spyOn(console, method).mockImplementation(keep);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    Logger.overrideLogger(new ConsoleLogger());
    await source.destroy();
    await database.close();
  });

  const slow = {
    sqlite: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT max(i), ? FROM n`,
    mariadb: 'SELECT SLEEP(0.1), ?',
  };

  it('names a slow one and never what was bound to it: an address or a hash would stay in the log', async () => {
    await source.query(slow[engine], [secret]).catch(() => undefined);
    expect(written.join('\n')).toContain('A statement took long');
    expect(written.join('\n')).not.toContain(secret);
  });

  it('repeats nothing that was bound to one that fails', async () => {
    await expect(source.query('SELECT ? FROM nowhere', [secret])).rejects.toThrow(/nowhere/);
    expect(written.join('\n')).not.toContain(secret);
  });
});
