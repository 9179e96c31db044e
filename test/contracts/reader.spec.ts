import { User } from '@app/users';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';

const moment = new Date('2026-03-08T02:30:00.123Z');
const full: Omit<User, 'id' | 'verifyEmail' | 'verifyPhone' | 'usernameFor'> = {
  uuid: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70',
  username: 'Ğülşah 🦊',
  usernameKey: 'ğülşah 🦊',
  email: 'somebody@example.test',
  phoneNumber: '621234567891',
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
  name: 'Ğülşah O’Neil',
  firstName: 'Ğülşah',
  lastName: 'O’Neil',
  roles: 'user',
  accountType: 'customer',
  platform: 'ONMART',
  partnerId: 7,
  isActive: true,
  isVerified: false,
  isSuperuser: true,
  emailVerifiedAt: moment,
  phoneVerifiedAt: new Date('1999-12-31T23:59:59.999Z'),
  bio: 'A line\nand another',
  dateOfBirth: '1996-10-18',
  gender: 'Perempuan',
  avatarPhotoId: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a71',
  createdAt: moment,
  updatedAt: moment,
  deletedAt: moment,
};
const empty: typeof full = {
  ...full,
  uuid: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a72',
  usernameKey: 'nobody',
  isActive: false,
  isVerified: true,
  isSuperuser: false,
  email: null,
  phoneNumber: null,
  lastName: null,
  platform: null,
  partnerId: null,
  emailVerifiedAt: null,
  phoneVerifiedAt: null,
  bio: null,
  dateOfBirth: null,
  gender: null,
  avatarPhotoId: null,
  deletedAt: null,
};

describe.each(engines)('The reader on %s', (engine) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await openMigrated(engine);
    await database.unit.run(async () => {
      for (const user of [full, empty]) await database.unit.manager.insert(User, { ...user });
    });
  });
  afterAll(() => database.close());

  it.each([
    ['every column set', full],
    ['every column that can be null', empty],
  ])(
    'makes the entity that TypeORM makes of a row with %s',
    async (_, { passwordHash: _secret, ...shown }) => {
      const [read, ...more] = await database.reader.entities(User, 'u', 'WHERE u.uuid = ?', [shown.uuid]);
      const found = await database.reader.manager.findOneByOrFail(User, { uuid: shown.uuid });
      expect(more).toEqual([]);
      expect(read).toStrictEqual(found);
      expect(read).toBeInstanceOf(User);
      expect(read).toMatchObject(shown);
    },
  );

  it('sets a column of the row in every case: none is forgotten by this test', () => {
    const columns = database.writer.getMetadata(User).columns.map(({ propertyName }) => propertyName);
    expect(['id', ...Object.keys(full)].toSorted()).toEqual(columns.toSorted());
  });

  it('leaves out what is marked secret', async () => {
    const [read] = await database.reader.entities(User, 'u', 'WHERE u.uuid = ?', [full.uuid]);
    expect(JSON.stringify(read)).not.toContain('argon2id');
  });

  it('finds nothing as nothing', async () => {
    expect(await database.reader.entities(User, 'u', 'WHERE u.uuid = ?', ['x'])).toEqual([]);
    expect(await database.reader.rows('SELECT 1 FROM users WHERE uuid = ?', ['x'])).toEqual([]);
  });

  it('takes what is bound as a value, whatever it says', async () => {
    const rows = await database.reader.rows('SELECT 1 FROM users WHERE username_key = ?', ["' OR '1'='1"]);
    expect(rows).toEqual([]);
  });

  it('throws for a statement that is none, and reads on', async () => {
    await expect(database.reader.rows('SELECT nothing', [])).rejects.toThrow(/nothing/);
    expect(await database.reader.rows('SELECT 1 AS one', [])).toEqual([{ one: 1 }]);
  });
});
