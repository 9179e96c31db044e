import { existsSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Command } from 'commander';
import {
  commonPasswordsModule,
  compactCommonPasswords,
  entriesOf,
  isWorthListing,
  leastEntries,
} from '@app/passwords';
import { CommandRefused } from '../command-refused.js';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { linesOf } from './lines.js';

interface BuildOptions {
  readonly out: string;
  readonly source?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

export const buildCommand = (): Command =>
  new Command('build')
    .description('turns a list of passwords into the compact module that the service is built with')
    .argument('<file>', 'one password a line, UTF-8')
    .option(
      '--out <file>',
      'where to write: .ts for the sources, .js for a build',
      'common-passwords.data.ts',
    )
    .option('--source <text>', 'where the list comes from and its licence, noted in the module')
    .option('--force', 'overwrites what is there')
    .option('--dry-run', 'counts, and writes nothing')
    .addHelpText(
      'after',
      examples(
        'usapi password-list build passwords.txt --dry-run',
        'usapi password-list build passwords.txt --out libs/passwords/src/common-passwords.data.ts --force',
      ),
    )
    .action(build);

function build(
  file: string,
  { out, source = basename(file), force = false, dryRun = false }: BuildOptions,
): void {
  const language = languageOf(out);
  if (!force && existsSync(out)) throw new CommandRefused(`${out} is there already: add --force.`);
  const count = { lines: 0, useful: 0 };
  const list = compactCommonPasswords(worthListing(linesOf(file), count));
  const entries = entriesOf(list);
  printLine(
    `${shown(count.lines)} lines, ${shown(count.useful)} of them useful, ${shown(entries)} different.`,
  );
  if (entries < leastEntries)
    throw new CommandRefused(
      `That is no list for the service, which promises ${shown(leastEntries)} entries or more. Useful are passwords of 8 characters and more that no document has as its sample.`,
    );
  const size = `${shown(list.length)} bytes in memory`;
  if (dryRun) return printLine(`Would write ${out}: ${size}.`);
  write(out, commonPasswordsModule(list, source, language));
  return printLine(`Wrote ${out}: ${size}. ${next[language]}`);
}

const next = { ts: 'Build the service and start it again.', js: 'Start the service again.' };

function languageOf(out: string): 'ts' | 'js' {
  const extension = extname(out);
  if (extension !== '.ts' && extension !== '.js')
    throw new CommandRefused(`${out} must end in .ts for the sources, or in .js for a build.`);
  return extension === '.ts' ? 'ts' : 'js';
}

/** So many take 600 MB while the list is built and 30 MB in the service; rarer passwords nobody tries first. */
const mostUseful = 5_000_000;
/** Lines between two signs of life. */
const progressEvery = 1_000_000;

function* worthListing(lines: Iterable<string>, count: { lines: number; useful: number }): Generator<string> {
  for (const line of lines) {
    count.lines += 1;
    if (count.lines % progressEvery === 0) process.stderr.write(`${shown(count.lines)} lines read\n`);
    if (!isWorthListing(line)) continue;
    count.useful += 1;
    if (count.useful > mostUseful)
      throw new CommandRefused(
        `More than ${shown(mostUseful)} useful lines: keep the most frequent ones (head -n).`,
      );
    yield line;
  }
}

const shown = (count: number): string => count.toLocaleString('en');

function write(out: string, text: string): void {
  try {
    writeFileSync(out, text);
  } catch (error) {
    throw new CommandRefused(`${out} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}
