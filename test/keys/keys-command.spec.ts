import { DataKeys, readSettings } from '@app/settings';
import { KeyRotation, KeySeal, SigningKeyRepository } from '@app/tokens';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { secret } from '../settings/faults.js';
import { commandLine, type Ended } from './command-line.js';

const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

describe.each(engines)('usapi keys on %s', (engine) => {
  let database: OpenedDatabase;
  let env: Record<string, string>;
  const keys = (...words: string[]): Promise<Ended> => commandLine(['keys', ...words], env);
  const list = async (): Promise<string[][]> =>
    (await keys('list')).stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/ {2,}/));
  const kidOf = async (state: string): Promise<string> =>
    (await list()).find((cells) => cells[2] === state)?.[0] ?? '';

  beforeAll(async () => {
    database = await openMigrated(engine);
    const { url, directory } = database.place;
    env = {
      NODE_ENV: 'test',
      DATABASE_URL: url,
      DATA_DIR: directory,
      JWT_SECRET: secret,
      JWT_ALG: 'ES256',
    };
  });
  afterAll(() => database.close());

  /** What the start of a service does to the ring. */
  const begin = (): Promise<void> => {
    const { tokens, storage } = readSettings(env);
    const seal = new KeySeal(new DataKeys(tokens.dataSecret));
    const repository = new SigningKeyRepository(database.unit);
    return new KeyRotation(tokens, storage, database.clock, repository, seal).begin();
  };

  it('says that there is no key before the first start of the service', async () => {
    const { code, stderr } = await keys('rotate');
    expect([code, stderr]).toEqual([1, 'There is no key yet: the first start of the service makes it.\n']);
    await begin();
  });

  it('lists kid, algorithm, state and since when', async () => {
    const { stdout } = await keys('list');
    expect(stdout).toMatch(
      new RegExp(String.raw`^KID +ALG +STATE +SINCE +UNTIL\n${uuid} +ES256 +active +${moment} +-\n$`),
    );
  });

  it('publishes, waits, and lets sign; a dry run does neither', async () => {
    const active = await kidOf('active');
    expect((await keys('rotate', '--dry-run')).stdout).toBe('Would make a key and publish it.\n');
    expect(await kidOf('next')).toBe('');

    const published = await keys('rotate');
    const next = await kidOf('next');
    expect(published.stdout).toMatch(
      new RegExp(
        String.raw`^Published ${next} \(ES256\), which signs nothing yet\.\nTo let it sign, from ${moment} on: usapi keys rotate\n$`,
      ),
    );
    const early = await keys('rotate');
    expect([early.code, early.stdout]).toEqual([1, '']);
    expect(early.stderr).toMatch(new RegExp(String.raw`^The next key ${next} may sign from ${moment}: `));

    expect((await keys('rotate', '--now', '--dry-run')).stdout).toBe(
      `Would let ${next} sign; ${active} would verify until its tokens have ended.\n`,
    );
    expect(await kidOf('next')).toBe(next);
    expect((await keys('rotate', '--now')).stdout).toMatch(
      new RegExp(
        String.raw`^${next} \(ES256\) signs\.\nWhat ${active} has signed is valid until ${moment}\.\nTo end that at once: usapi keys retire ${active} --yes\n$`,
      ),
    );
    expect(await kidOf('active')).toBe(next);
    expect(await kidOf('retiring')).toBe(active);
  });

  it('retires only when told twice', async () => {
    const retiring = await kidOf('retiring');
    const asked = await keys('retire', retiring);
    expect([asked.code, asked.stderr]).toEqual([
      1,
      `This would end ${retiring} (retiring): whoever it has signed in has to sign in again. Add --yes, or wait: it ends by itself.\n`,
    ]);
    expect((await keys('retire', retiring, '--dry-run')).stdout).toBe(
      `Would end ${retiring} (retiring): whoever it has signed in has to sign in again.\n`,
    );
    expect(await kidOf('retiring')).toBe(retiring);
    const done = await keys('retire', retiring, '--yes');
    expect([done.code, done.stdout]).toEqual([
      0,
      `Ended ${retiring}. Within ten seconds every replica refuses what it has signed.\n`,
    ]);
    expect(await kidOf('retiring')).toBe('');
  });

  it('refuses what cannot be: the key that signs, and one there is not', async () => {
    const active = await kidOf('active');
    const answers = [await keys('retire', active, '--yes'), await keys('retire', 'nobody', '--yes')];
    expect(answers.map(({ code, stderr }) => [code, stderr])).toEqual([
      [1, `${active} signs. Let another key sign first: usapi keys rotate\n`],
      [1, 'There is no key nobody. See: usapi keys list\n'],
    ]);
    expect(await kidOf('active')).toBe(active);
  });

  it('shows no key itself, whatever it is asked', async () => {
    const answers = [await keys('list'), await keys('rotate', '--dry-run'), await keys('--help')];
    const shown = answers.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    expect(shown).not.toMatch(/[\w-]{40,}|PRIVATE|"d"/);
  });
});
