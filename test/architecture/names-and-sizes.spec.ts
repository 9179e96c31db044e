import { basename } from 'node:path';
import { pathsUnder, productFiles, read } from './source-files.js';

/** A name like these says where a thing was dropped, not what it is. */
const meaningless = /^(utils?|helpers?|common|shared|misc|base|core)$/i;
const longest = 200;

/** `common.ts`, `Common/` and `user.helpers.ts` alike; `common-passwords.ts` says what it is. */
const saysNothing = (path: string): boolean =>
  basename(path)
    .split('.')
    .some((part) => meaningless.test(part));

describe('The names of folders and files', () => {
  it('say what is inside', () => {
    expect(pathsUnder('apps', 'libs', 'test').filter(saysNothing)).toEqual([]);
  });

  it.each(['libs/users/src/utils.ts', 'apps/api/src/common/', 'test/helper.spec.ts', 'libs/Core/'])(
    'may not be like %s',
    (path) => expect(saysNothing(path)).toBe(true),
  );
});

describe('The files of apps and libs', () => {
  it(`have at most ${longest} lines, but for migrations and bundled data`, () => {
    const long = productFiles
      .filter((path) => !path.includes('/migrations/') && !path.endsWith('.data.ts'))
      .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > longest);
    expect(long).toEqual([]);
  });
});
