import { engines } from '../harness/engines.js';
import { openEmpty, type OpenedDatabase } from '../harness/opened-database.js';
import { drift, tables, uniqueIndexes } from './schema-facts.js';

async function downToNothing({ migrator }: OpenedDatabase): Promise<number> {
  for (let steps = 0; ; steps++) if ((await migrator.down()) === null) return steps;
}

describe.each(engines)('The migrations on %s', (engine) => {
  let database: OpenedDatabase;
  beforeEach(async () => {
    database = await openEmpty(engine);
  });
  afterEach(() => database.close());

  it('go up, down to nothing, and up again to the same', async () => {
    const all = database.writer.migrations.map(({ name }) => name);
    expect(await database.migrator.up()).toEqual(all);
    const before = await tables(database);
    expect(before).toEqual(expect.arrayContaining(['users', 'sessions', 'outbox_messages']));

    expect(await downToNothing(database)).toBe(all.length);
    expect(await tables(database)).toEqual([]);

    expect(await database.migrator.up()).toEqual(all);
    expect(await tables(database)).toEqual(before);
    expect(await drift(database)).toEqual([]);
  });

  it('leave the schema builder nothing to do', async () => {
    await database.migrator.up();
    expect(await drift(database)).toEqual([]);
  });

  it('are taken back one at a time, the latest first', async () => {
    const all = database.writer.migrations.map(({ name = '' }) => name);
    await database.migrator.up();
    expect(await database.migrator.down()).toBe(all.at(-1));
    expect(await database.migrator.pending()).toEqual(all.slice(-1));
  });

  it('have nothing to do the second time', async () => {
    await database.migrator.up();
    expect(await database.migrator.up()).toEqual([]);
    expect(await database.migrator.pending()).toEqual([]);
  });

  it('name every unique index as the entities do: duplicates are told apart by it', async () => {
    await database.migrator.up();
    const declared = database.writer.entityMetadatas.flatMap(({ indices }) =>
      indices.filter(({ isUnique }) => isUnique).map(({ name }) => name),
    );
    const found = await uniqueIndexes(database);
    expect(found).toEqual(declared.toSorted());
    expect(found.filter((name) => !/^ux_[a-z_]+$/.test(name))).toEqual([]);
    expect(found).toEqual(
      expect.arrayContaining([
        'ux_users_email',
        'ux_users_phone_number',
        'ux_users_username_key',
        'ux_users_uuid',
      ]),
    );
  });
});
