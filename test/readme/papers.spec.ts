import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problemCodes } from '@app/problems';
import { statusOf } from '../../apps/api/src/dialects/refusal.js';

const papers = [...globSync('*.md'), ...globSync('docs/**/*.md')];
/** What the service reads, and what the test command reads. */
const settingsFiles = ['.env.example', 'test/harness/global-setup.mjs'];
const read = (file: string): string => readFileSync(file, 'utf8');

const linksOf = (file: string): string[] =>
  [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target = '']) => target);

/** A name that could be a setting: capitals with an underscore in between, or one of the few without. */
const settingsIn = (text: string): string[] =>
  [...text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|HOST|COURIER|DOCS)\b/g)].map(
    ([, name = '']) => name,
  );

describe('The papers', () => {
  it.each(papers)('%s links to files that exist', (file) => {
    const missing = linksOf(file).filter((target) => !existsSync(join(dirname(file), target)));
    expect(missing).toEqual([]);
  });

  it.each(papers)('%s names npm scripts that exist', (file) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(file).matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it.each(['README.md', 'docs/operations.md', 'docs/security.md'])(
    '%s names settings that the service reads',
    (file) => {
      const known = new Set(settingsFiles.flatMap((source) => read(source).match(/[A-Z][A-Z0-9_]+/g) ?? []));
      expect(settingsIn(read(file)).filter((name) => !known.has(name))).toEqual([]);
    },
  );

  it('docs/errors.md lists every problem with its status, in the order of the catalogue', () => {
    const listed = [...read('docs/errors.md').matchAll(/^\| `([a-z_.]+)` \| (\d{3}) \|/gm)];
    expect(listed.map(([, code, status]) => [code, Number(status)])).toEqual(
      problemCodes.map((code) => [code, statusOf[code]]),
    );
  });

  it.each(['apps', 'libs'])('docs/architecture.md names everything in %s', (folder) => {
    const text = read('docs/architecture.md');
    const tree = text.slice(text.indexOf('```'), text.indexOf('```', text.indexOf('```') + 3));
    const named = readdirSync(folder).filter((name) => new RegExp(String.raw`\b${name}/`).test(tree));
    expect(named).toEqual(readdirSync(folder));
  });

  it.each(papers)('%s names files that exist', (file) => {
    const named = [...read(file).matchAll(/`((?:apps|libs|test|tools|docs)\/[\w./-]+)`/g)];
    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('docs/security.md names tests that exist, and one or "later" for every promise', () => {
    const rows = [...read('docs/security.md').matchAll(/^\| (R\d\d(?:, R\d\d)*) \|(.*)\|(.*)\|$/gm)];
    expect(rows.flatMap(([, ids = '']) => ids.split(', '))).toEqual(
      Array.from({ length: 64 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`),
    );
    const tests = rows.map(([, id, kept = '', shown = '']) => ({
      id,
      kept,
      names: shown.match(/[\w-]+\/[\w-]+/g) ?? [],
    }));
    expect(tests.filter(({ kept, names }) => names.length === 0 && !kept.includes('later'))).toEqual([]);
    expect(tests.flatMap(({ names }) => names).filter((name) => !existsSync(`test/${name}.spec.ts`))).toEqual(
      [],
    );
  });

  it('docs/adr/README.md lists every decision', () => {
    const decisions = readdirSync('docs/adr').filter((name) => name !== 'README.md');
    expect(linksOf('docs/adr/README.md')).toEqual(decisions);
  });
});
