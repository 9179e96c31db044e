import { read } from './source-files.js';

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = read('package-lock.json');
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, LockEntry>> };

/** Whether `name` is installed for the package at `from`: beside it or further out, as Node looks. */
function isLocked(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** What the project's own image and gate install: an entry for it must be checked. */
const isForUs = ({ os = ['linux'], cpu = ['x64'], libc = ['glibc'] }: LockEntry): boolean =>
  os.includes('linux') && cpu.includes('x64') && libc.includes('glibc');

describe('package-lock.json', () => {
  it('has an entry for every optional dependency, else npm 11 refuses it (mend: node tools/complete-lock.mjs)', () => {
    const absent = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(path, name))
        .map((name) => `${name}, wanted by ${path || 'the project'}`),
    );
    expect(absent).toEqual([]);
  });

  it('has the hash of every package, but for platform packages of other machines', () => {
    const unchecked = Object.entries(packages)
      .filter(([path, { integrity }]) => path !== '' && integrity === undefined)
      .filter(([, entry]) => entry.optional !== true || (!entry.os && !entry.cpu) || isForUs(entry))
      .map(([path]) => path);
    expect(unchecked).toEqual([]);
  });

  it('names no registry', () => {
    expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz|registry\./);
  });
});
