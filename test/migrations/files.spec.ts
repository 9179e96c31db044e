import { readdirSync, readFileSync } from 'node:fs';
import { engines } from '../harness/engines.js';
import { openEmpty } from '../harness/opened-database.js';

const folder = (dialect: string): string => `libs/database/src/migrations/${dialect}`;
const steps = (dialect: string): string[] =>
  readdirSync(folder(dialect))
    .filter((name) => name !== 'index.ts')
    .toSorted();

/** `name` as the class states it. */
const statedIn = (dialect: string, file: string): string | undefined =>
  /readonly name = '(\w+)'/.exec(readFileSync(`${folder(dialect)}/${file}`, 'utf8'))?.[1];

/** `1795132800000-create-users.ts` is `CreateUsers1795132800000`. */
const nameOf = (file: string): string => {
  const [timestamp = '', ...words] = file.replace(/\.ts$/, '').split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') + timestamp;
};

describe('The files of the migrations', () => {
  it('are the same steps in both dialects', () => {
    expect(steps('sqlite')).toEqual(steps('mysql'));
    expect(steps('sqlite').length).toBeGreaterThan(0);
  });

  it.each(['mysql', 'sqlite'])('say when and what, and so does the class inside (%s)', (dialect) => {
    expect(steps(dialect).filter((file) => !/^\d{13}(-[a-z]+)+\.ts$/.test(file))).toEqual([]);
    expect(steps(dialect).map((file) => statedIn(dialect, file))).toEqual(steps(dialect).map(nameOf));
  });

  it.each(engines)('are all listed, in their order (%s)', async (engine) => {
    const database = await openEmpty(engine);
    try {
      expect(database.writer.migrations.map(({ name }) => name)).toEqual(
        steps(engine === 'sqlite' ? 'sqlite' : 'mysql').map(nameOf),
      );
    } finally {
      await database.close();
    }
  });
});
