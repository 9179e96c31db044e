import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommonPasswords } from '@app/passwords';
import { usapi } from '../../apps/cli/src/usapi.js';

/** 12,000 useful passwords, in the order of a list by frequency. */
const many = Array.from({ length: 12_000 }, (_, index) => `Password number ${index}`);
const samples = ['abc123', 'test regis 3', 'il1kep1es', 'YourPassword'];

const build = (file: string, ...words: string[]) => usapi(['password-list', 'build', file, ...words]);
/** A module without what tells one list from another. */
const frame = (text: string) =>
  text.replaceAll(/'[^']*'/g, "''").replaceAll(/^\/\/ (Source|Licence|\d+ entries).*\n/gm, '');

describe('usapi password-list build', () => {
  let folder: string;
  const said = { out: '', err: '' };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usapi-password-list-'));
    Object.assign(said, { out: '', err: '' });
    // Each run would leave a listener.
    jest.spyOn(process.stdout, 'on').mockReturnThis();
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said.out += String(text))));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said.err += String(text))));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const at = (name: string): string => join(folder, name);
  const list = async (content: string | Buffer): Promise<string> => {
    await writeFile(at('list.txt'), content);
    return at('list.txt');
  };
  /** The list inside a module, as the service reads it. */
  const written = async (name: string): Promise<CommonPasswords> => {
    const text = await readFile(at(name), 'utf8');
    const [, data = ''] =
      /^export const commonPasswordsData(?:: string)? =\n? *'([^']*)';$/m.exec(text) ?? [];
    return CommonPasswords.fromBytes(Buffer.from(data, 'base64'));
  };

  it('writes the module that the service is built with, every useful password in it', async () => {
    const file = await list([...many, ...many.slice(0, 10), 'short', '', ...samples].join('\r\n'));
    expect(await build(file, '--out', at('a.data.ts'), '--source', 'A list\nLicence: CC0')).toBe(0);
    const passwords = await written('a.data.ts');
    expect(passwords.size).toBe(12_000);
    expect(many.filter((password) => !passwords.includes(password.toUpperCase()))).toEqual([]);
    expect([...samples, 'short', ''].filter((password) => passwords.includes(password))).toEqual([]);
    expect(said).toEqual({
      out: `12,016 lines, 12,010 of them useful, 12,000 different.\nWrote ${at('a.data.ts')}: 72,012 bytes in memory. Build the service and start it again.\n`,
      err: '',
    });
    const text = await readFile(at('a.data.ts'), 'utf8');
    expect(text).toContain('// Source: A list\n// Licence: CC0\n// 12000 entries');
    expect(text).toContain('\nexport const commonPasswordsData: string =\n');
  });

  it('writes plain JavaScript where a build is mended', async () => {
    expect(await build(await list(many.join('\n')), '--out', at('a.data.js'))).toBe(0);
    expect((await written('a.data.js')).size).toBe(12_000);
    expect(await readFile(at('a.data.js'), 'utf8')).toContain('\nexport const commonPasswordsData =\n');
  });

  it('has the form of the bundled one', async () => {
    await build(await list(many.join('\n')), '--out', at('a.data.ts'));
    const bundled = await readFile('libs/passwords/src/common-passwords.data.ts', 'utf8');
    expect(frame(await readFile(at('a.data.ts'), 'utf8'))).toBe(frame(bundled));
  });

  it('only counts with --dry-run', async () => {
    expect(await build(await list(many.join('\n')), '--dry-run', '--out', at('a.ts'))).toBe(0);
    expect(said.out).toContain(`Would write ${at('a.ts')}: 72,012 bytes in memory.`);
    await expect(readFile(at('a.ts'))).rejects.toThrow('ENOENT');
  });

  it('overwrites nothing without --force', async () => {
    const file = await list(many.join('\n'));
    await writeFile(at('a.ts'), 'mine');
    expect(await build(file, '--out', at('a.ts'))).toBe(1);
    expect(said.err).toBe(`${at('a.ts')} is there already: add --force.\n`);
    expect(await readFile(at('a.ts'), 'utf8')).toBe('mine');
    expect(await build(file, '--out', at('a.ts'), '--force')).toBe(0);
    expect((await written('a.ts')).size).toBe(12_000);
  });

  it('refuses a list that is none for the service', async () => {
    expect(await build(await list([...many.slice(0, 9_999), 'x'].join('\n')), '--out', at('a.ts'))).toBe(1);
    expect(said.err).toMatch(/^That is no list for the service, which promises 10,000 entries or more\./);
    await expect(readFile(at('a.ts'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a file that is not there', 'none.txt', 'a.ts', /none\.txt cannot be read: ENOENT/],
    ['a folder', '', 'a.ts', /cannot be read: EISDIR/],
    [
      'a file of one endless line',
      'endless.txt',
      'a.ts',
      /is no list: it has a line of more than 1000000 char/,
    ],
    [
      'an output of another kind',
      'endless.txt',
      'a.bin',
      /a\.bin must end in \.ts for the sources, or in \.js/,
    ],
    ['an output in no folder', 'many.txt', 'none/a.ts', /a\.ts cannot be written: ENOENT/],
  ])('says what is wrong with %s', async (_what, file, out, words) => {
    await writeFile(at('endless.txt'), 'x'.repeat(2_000_000));
    await writeFile(at('many.txt'), many.join('\n'));
    expect(await build(at(file), '--out', at(out))).toBe(1);
    expect(said.err).toMatch(words);
    expect(said.err).not.toContain('    at ');
  });

  it('reads a byte order mark, characters across chunks, and leaves out what is no UTF-8', async () => {
    const wide = Array.from(
      { length: 30_000 },
      (_, index) => `\u{1F511}\u{1F511}\u{1F511} ${index} kata sandi`,
    );
    const bytes = [
      Buffer.from(`\uFEFF${wide.join('\n')}\nlatin `),
      Buffer.from([0xe9, 0xe8]),
      Buffer.from('1234567\nlast one without end'),
    ];
    expect(await build(await list(Buffer.concat(bytes)), '--out', at('a.ts'))).toBe(0);
    const passwords = await written('a.ts');
    expect(passwords.size).toBe(30_001);
    expect([...wide, 'last one without end'].filter((password) => !passwords.includes(password))).toEqual([]);
  });

  it('gives a sign of life every million lines, and holds the list alone', async () => {
    const file = await list('short\n'.repeat(2_100_000) + many.join('\n'));
    expect(await build(file, '--dry-run', '--out', at('a.ts'))).toBe(0);
    expect(said.err).toBe('1,000,000 lines read\n2,000,000 lines read\n');
    expect(said.out).toContain('2,112,000 lines, 12,000 of them useful');
  });

  it('explains itself', async () => {
    expect(await usapi(['password-list', 'build', '--help'])).toBe(0);
    expect(said.out).toContain('Usage: usapi password-list build [options] <file>');
    expect(said.out).toContain('  $ usapi password-list build passwords.txt --dry-run');
  });
});
