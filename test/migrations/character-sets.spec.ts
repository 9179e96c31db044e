import { createConnection } from 'mysql2/promise';
import { User } from '@app/users';
import { engines } from '../harness/engines.js';
import { openEmpty, type OpenedDatabase } from '../harness/opened-database.js';
import { bookkeeping } from './schema-facts.js';

interface TextColumn {
  readonly place: string;
  readonly charset: string;
  readonly collation: string;
}

/** On SQLite text is UTF-8 and compared byte by byte: there is nothing to set. */
describe.each(engines.filter((engine) => engine === 'mariadb'))('Text on %s', (engine) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await openEmpty(engine);
    const connection = await createConnection(database.place.url);
    await connection.query('ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci');
    await connection.end();
    await database.migrator.up();
  });
  afterAll(() => database.close());

  const textColumns = (): Promise<TextColumn[]> =>
    database.writer.query(
      `SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) AS place, CHARACTER_SET_NAME AS charset,
              COLLATION_NAME AS collation
       FROM information_schema.COLUMNS
       WHERE TABLE_SCHEMA = DATABASE() AND CHARACTER_SET_NAME IS NOT NULL AND TABLE_NAME NOT IN (?)`,
      [bookkeeping],
    );

  it('is utf8mb4 or ASCII and compared byte by byte, although the database’s own default is latin1', async () => {
    const columns = await textColumns();
    const known = new Set(['utf8mb4 utf8mb4_bin', 'ascii ascii_bin']);
    expect(columns.length).toBeGreaterThan(20);
    expect(columns.filter(({ charset, collation }) => !known.has(`${charset} ${collation}`))).toEqual([]);
  });

  it('is ASCII in every key but the username’s and the device’s, so that an index entry stays short', async () => {
    const keyed: { place: string }[] = await database.writer.query(
      `SELECT DISTINCT CONCAT(TABLE_NAME, '.', COLUMN_NAME) AS place FROM information_schema.STATISTICS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT IN (?)`,
      [bookkeeping],
    );
    const wide = (await textColumns())
      .filter(({ place, charset }) => charset !== 'ascii' && keyed.some((key) => key.place === place))
      .map(({ place }) => place);
    expect(wide.toSorted()).toEqual(['sessions.device', 'users.username_key']);
  });

  it('keeps what latin1 has no letter for', async () => {
    const user = User.register(
      {
        username: { shown: 'Ğülşah 🦊', key: 'ğülşah 🦊' },
        email: null,
        phoneNumber: null,
        passwordHash: 'x',
        firstName: 'Ğülşah',
        lastName: '李',
      },
      database.clock.now(),
    );
    await database.unit.run(() => database.unit.manager.insert(User, Object.assign({}, user)));
    const [found] = await database.reader.entities(User, 'u', 'WHERE u.username_key = ?', ['ğülşah 🦊']);
    expect(found).toMatchObject({ username: 'Ğülşah 🦊', firstName: 'Ğülşah', lastName: '李' });
  });

  it('tells usernames apart that a case-insensitive comparison would not', async () => {
    const rows = await database.reader.rows('SELECT 1 FROM users WHERE username_key = ?', ['gulsah 🦊']);
    expect(rows).toEqual([]);
  });
});
