import type { Ended } from '../harness/process.js';
import { Installation } from '../harness/installation.js';

/** A sound installation gives no command a reason to fail but its own. */
let here: Installation;
beforeAll(async () => {
  here = await Installation.on('sqlite');
}, 120_000);
afterAll(() => here.remove());

interface Explained {
  readonly words: readonly string[];
  readonly help: Ended;
}

/** Every command at and below `words` with its help text, found by reading the help texts themselves. */
async function explained(words: readonly string[]): Promise<Explained[]> {
  const help = await here.usapi(...words, '--help');
  const listed = /^Commands:\n((?: {2}.*\n)+)/m.exec(help.stdout)?.[1] ?? '';
  const names = [...listed.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name);
  const below = await Promise.all(
    names.filter((name) => name !== 'help').map((name) => explained([...words, name])),
  );
  return [{ words, help }, ...below.flat()];
}

describe('usapi --help', () => {
  let helps: Explained[];
  beforeAll(async () => {
    helps = await explained([]);
  }, 120_000);

  it('knows the commands of the handbook', () => {
    const known = helps.map(({ words }) => words.join(' '));
    expect(known).toEqual(
      expect.arrayContaining([
        'doctor',
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
    const lacking = helps.filter(({ words, help }) => {
      const example = new RegExp(`^  \\$ .*usapi ${words.join(' ')}`, 'm');
      return help.code !== 0 || help.stderr !== '' || !example.test(help.stdout);
    });
    expect(lacking.map(({ words }) => words)).toEqual([]);
  });

  it('shows only examples that the command line understands', async () => {
    const lines = helps.flatMap(({ help }) => help.stdout.match(/(?<=^ {2}\$ )usapi .*$/gm) ?? []);
    const faults: string[] = [];
    for (const line of new Set(lines)) {
      // Understood, whether or not there is such a message, partner or account here: exit code 2 is for the rest.
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      if ((await here.usapi(...words.slice(1))).code === 2) faults.push(line);
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('tells an unknown command from a known one by exit code 2', async () => {
    const { code, stderr } = await here.usapi('outbxo', 'list');
    expect([code, stderr]).toEqual([2, expect.stringContaining("unknown command 'outbxo'")]);
  });

  it('says that migrations are missing instead of failing on a table', async () => {
    const bare = await Installation.on('sqlite');
    try {
      await bare.usapi('migrate', 'down', '--yes');
      const { code, stderr } = await bare.usapi('partners', 'list');
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/^The database lacks 1 migration\(s\): \w+\. Run: .*\n$/),
      ]);
    } finally {
      await bare.remove();
    }
  });
});
