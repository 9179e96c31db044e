import { copyProject, type CopiedProject } from '../harness/copied-project.js';
import { emptyDatabase, engines, type EmptyDatabase } from '../harness/engines.js';
import { killAll, startNode, usapi, type Ended } from '../harness/process.js';

const statesIn = ({ stdout }: Ended): string[] => stdout.match(/(applied|pending)$/gm) ?? [];

describe.each(engines)('usapi migrate on %s', (engine) => {
  let place: EmptyDatabase;
  const migrate = (...words: string[]): Promise<Ended> =>
    usapi(['migrate', ...words], {
      env: { DATABASE_URL: place.url, DATA_DIR: place.directory },
      cwd: place.directory,
    });

  beforeAll(async () => {
    place = await emptyDatabase(engine);
  }, 120_000);
  afterEach(killAll);
  afterAll(() => place.drop());

  it('shows every migration as pending before the first', async () => {
    expect(new Set(statesIn(await migrate('status')))).toEqual(new Set(['pending']));
  });

  it('goes up without a word, and finds nothing to do the second time', async () => {
    const first = await migrate();
    expect(first).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^(Ran \w+\.\n)+$/) as string,
    });
    expect(new Set(statesIn(await migrate('status')))).toEqual(new Set(['applied']));
    expect((await migrate('up')).stdout).toBe('Nothing to do: the database has every migration.\n');
  });

  it('names what would be taken back, and takes nothing back unless told --yes', async () => {
    const before = statesIn(await migrate('status'));
    const { stdout } = await migrate('down', '--dry-run');
    expect(stdout).toMatch(/^Would take back \w+\d{13}, and lose what only its tables hold\.\n$/);
    const refused = await migrate('down');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/^This would take back \w+\d{13}, .* add --yes\.\n$/);
    expect(statesIn(await migrate('status'))).toEqual(before);
  });

  it('goes one step down, and up again', async () => {
    const before = statesIn(await migrate('status'));
    expect((await migrate('down', '--yes')).stdout).toMatch(/^Took back \w+\d{13}\.\n$/);
    expect(statesIn(await migrate('status'))).toEqual([...before.slice(1), 'pending']);
    expect((await migrate('up')).stdout).toMatch(/^Ran \w+\d{13}\.\n$/);
  });

  it('does not take a word it does not know for another', async () => {
    const { code, stderr } = await migrate('sideways');
    expect([code, stderr]).toEqual([2, expect.stringContaining('sideways')]);
  });
});

describe('npm run migrate', () => {
  const sources = ['apps', 'libs', 'tools', 'package.json', 'nest-cli.json'];
  let project: CopiedProject;

  /** Builds where it stands, which is why it stands elsewhere. */
  const npm = (line: string): Promise<Ended> =>
    startNode(['-c', `npm run --silent ${line}`], {
      env: { HOME: project.directory },
      cwd: project.directory,
      node: '/bin/sh',
    }).ended;

  beforeAll(async () => {
    project = await copyProject([...sources, 'tsconfig.json', 'tsconfig.build.json']);
  });
  afterAll(() => project.remove());

  it('builds a fresh clone and brings its database up; words after -- are passed on', async () => {
    expect(await npm('migrate')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^(Ran \w+\.\n)+$/) as string,
    });
    expect(new Set(statesIn(await npm('migrate -- status')))).toEqual(new Set(['applied']));
  }, 120_000);
});
