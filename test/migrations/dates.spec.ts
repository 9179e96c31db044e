import { LessThan, MoreThanOrEqual } from 'typeorm';
import { User } from '@app/users';
import { engines, type Engine } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { moveTo } from '../harness/time-zone.js';

/** UTC moments whose digits, read as a local time, New York skips or has twice. */
const moments = [
  '2026-03-08T02:30:00.123Z',
  '2026-11-01T01:30:00.999Z',
  '2026-12-31T23:59:59.001Z',
  '1996-10-18T00:00:00.000Z',
];
const birthdays = ['1945-08-17', '1970-01-01', '1996-10-18', '2000-02-29', '2025-12-31'];

const zones = [
  { zone: 'Asia/Jakarta', offset: -420 },
  { zone: 'America/New_York', offset: 300 },
];
const cases = engines.flatMap((engine) => zones.map((zone) => Object.assign({ engine }, zone)));

describe.each(cases)('Dates on $engine, seen from $zone', ({ engine, zone, offset }) => {
  let leave: () => void;
  let database: OpenedDatabase;
  beforeAll(async () => {
    leave = moveTo(zone);
    database = await openMigrated(engine);
  });
  afterAll(async () => {
    await database.close();
    leave();
  });

  it('are really seen from there', () => {
    expect(new Date('2026-01-15T00:00:00Z').getTimezoneOffset()).toBe(offset);
  });

  it.each(moments)('keep the moment %s to the millisecond', async (text) => {
    const moment = new Date(text);
    const { uuid } = await add(database, { createdAt: moment, emailVerifiedAt: moment });
    const found = await read(database, uuid);
    expect(found.map(({ createdAt }) => createdAt.toISOString())).toEqual([text, text]);
    expect(found.map(({ emailVerifiedAt }) => emailVerifiedAt?.toISOString())).toEqual([text, text]);
    expect(await stored(database, 'created_at', uuid)).toBe(text.replace('T', ' ').replace('Z', ''));
  });

  it.each(moments)('compare with %s as UTC', async (text) => {
    const moment = new Date(text);
    const { uuid } = await add(database, { createdAt: moment });
    const count = (createdAt: ReturnType<typeof LessThan<Date>>): Promise<number> =>
      database.reader.manager.countBy(User, { uuid, createdAt });
    expect(await count(MoreThanOrEqual(moment))).toBe(1);
    expect(await count(LessThan(moment))).toBe(0);
    expect(await count(LessThan(new Date(moment.getTime() + 1)))).toBe(1);
  });

  it.each(birthdays)('keep %s as a day', async (dateOfBirth) => {
    const { uuid } = await add(database, { dateOfBirth });
    expect((await read(database, uuid)).map((user) => user.dateOfBirth)).toEqual([dateOfBirth, dateOfBirth]);
    expect(await stored(database, 'date_of_birth', uuid)).toBe(dateOfBirth);
  });
});

async function add({ unit, clock }: OpenedDatabase, facts: Partial<User>): Promise<User> {
  const username = { shown: 'someone', key: crypto.randomUUID() };
  const nobody = { email: null, phoneNumber: null, passwordHash: 'x', firstName: 'Some', lastName: null };
  const user = Object.assign(User.register({ username, ...nobody }, clock.now()), facts);
  await unit.run(() => unit.manager.insert(User, Object.assign({}, user)));
  return user;
}

/** The user as TypeORM finds it, and as the hand-written look-ups do. */
async function read({ reader }: OpenedDatabase, uuid: string): Promise<User[]> {
  return [
    await reader.manager.findOneByOrFail(User, { uuid }),
    ...(await reader.entities(User, 'u', 'WHERE u.uuid = ?', [uuid])),
  ];
}

/** The text of a column as the engine itself sees it. */
async function stored({ engine, reader }: OpenedDatabase, column: string, uuid: string): Promise<string> {
  const asText: Record<Engine, string> = { sqlite: column, mariadb: `CAST(${column} AS CHAR)` };
  const [row] = await reader.rows<{ text: string }>(
    `SELECT ${asText[engine]} AS text FROM users WHERE uuid = ?`,
    [uuid],
  );
  return row?.text ?? '';
}
