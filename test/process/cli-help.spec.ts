import type { Command } from 'commander';
import { program } from '../../apps/cli/src/program.js';
import { Installation } from '../harness/installation.js';

interface Explained {
  readonly words: readonly string[];
  readonly help: string;
}

/** Every command at and below this one with its help text. */
function explained(command: Command, words: readonly string[] = []): Explained[] {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return [
    { words, help },
    ...command.commands.flatMap((inner) => explained(inner, [...words, inner.name()])),
  ];
}

/** A program that understands every line and carries none out. */
function idle(command = program()): Command {
  if (command.commands.length === 0) command.action(() => undefined);
  command.commands.forEach(idle);
  return command.configureOutput({ writeErr: () => undefined });
}

describe('The help of usapi', () => {
  const helps = explained(program());

  it('knows the commands of the handbook', () => {
    const known = helps.map(({ words }) => words.join(' '));
    expect(known).toEqual(
      expect.arrayContaining([
        'doctor',
        'keys list',
        'keys retire',
        'keys rotate',
        'migrate down',
        'migrate status',
        'migrate up',
        'outbox discard',
        'outbox list',
        'outbox retry',
        'outbox show',
        'partners add',
        'partners disable',
        'partners enable',
        'partners list',
        'partners revoke',
        'partners rotate',
        'password-list build',
        'users disable',
        'users enable',
        'users show',
      ]),
    );
  });

  it('explains every command and shows examples of it', () => {
    const lacking = helps.filter(
      ({ words, help }) => !new RegExp(`^  \\$ .*usapi ${words.join(' ')}`, 'm').test(help),
    );
    expect(lacking.map(({ words }) => words)).toEqual([]);
  });

  it('shows only examples that the command line understands', async () => {
    const lines = new Set(
      helps.flatMap(({ help }) => help.match(/(?<=^ {2}\$ (\w+=\w+ )*usapi ).*$/gm) ?? []),
    );
    expect(lines.size).toBeGreaterThan(helps.length);
    const faults: string[] = [];
    for (const line of lines) {
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      await idle()
        .parseAsync(words, { from: 'user' })
        .catch((fault: Error) => faults.push(`${line}: ${fault.message}`));
    }
    expect(faults).toEqual([]);
  });
});

describe('The command line', () => {
  let here: Installation;
  beforeAll(async () => {
    here = await Installation.on('sqlite');
  }, 120_000);
  afterAll(() => here.remove());

  it.each([['--help'], ['outbox', 'list', '--help']])(
    'says its help on standard output: %s',
    async (...words) => {
      const { code, stdout, stderr } = await here.usapi(...words);
      expect([code, stdout, stderr]).toEqual([
        0,
        expect.stringMatching(/^Usage: usapi .*\n {2}\$ usapi /s),
        '',
      ]);
    },
  );

  it('tells an unknown command from a known one by exit code 2', async () => {
    const { code, stderr } = await here.usapi('outbxo', 'list');
    expect([code, stderr]).toEqual([2, expect.stringContaining("unknown command 'outbxo'")]);
  });

  it('says that migrations are missing instead of failing on a table', async () => {
    await here.usapi('migrate', 'down', '--yes');
    const { code, stderr } = await here.usapi('partners', 'list');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^The database lacks 1 migration\(s\): \w+\. Run: .*\n$/),
    ]);
  });
});
