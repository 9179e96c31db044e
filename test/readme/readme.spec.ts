import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { emptyDatabase, engines } from '../harness/engines.js';
import { freePort, killAll, startApp } from '../harness/process.js';
import { cloneOfProject, paste, type Said } from './shell.js';
import { isLeftOut, prints, stepsOf, type Step } from './story.js';

const readme = readFileSync('README.md', 'utf8');
const steps = stepsOf('README.md').filter((step) => !isLeftOut(step));
const onMariadb = steps.filter(({ commands }) => commands.startsWith('# run by the test on MariaDB'));
const story = steps.filter((step) => !onMariadb.includes(step));

/** Without curl the story is skipped with a notice, and fails where CI=true. */
const hasCurl = (): boolean => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('The story of the README is skipped: there is no curl on the PATH.\n');
    return process.env['CI'] === 'true';
  }
};

const shownBy = ({ printed }: Step): string => printed?.text.trim() ?? '';

/** What the step printed, or the README's own words where it fits them: so a failure shows both. */
function printedBy({ printed, complaint }: Said, all: readonly Step[], step: Step): string {
  const output = printed[all.findIndex(({ line }) => line === step.line)];
  if (output === undefined) throw new Error(`The shell stopped at or before line ${step.line}: ${complaint}`);
  return step.printed === null || prints(step.printed, output) ? shownBy(step) : output.trim();
}

describe('The README', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  it.each(['start', 'test'])('names the command npm ci && npm %s, which exists', (script) => {
    expect(readme).toContain(`npm ci && npm ${script}`);
    expect(Object.keys(scripts)).toContain(script);
  });

  it('tells the whole story in commands', () => {
    const commands = story.map((step) => step.commands).join('');
    const routes = ['/internal/register', '/auth', '/signup', '/signup/verify', '/profile/image/medium'];
    expect(routes.filter((route) => !commands.includes(`localhost:3000${route}`))).toEqual([]);
    expect(story.filter(({ printed }) => printed !== null).length).toBeGreaterThan(8);
  });
});

(hasCurl() ? describe : describe.skip)('The story of the README, pasted into a shell', () => {
  let said: Said;

  beforeAll(async () => {
    const { folder, remove } = await cloneOfProject();
    const port = await freePort();
    // No setting but the port: the README promises that none is needed.
    const service = await startApp('api', { cwd: folder, env: { PORT: String(port) } });
    await service.untilReady();
    const here = story.map((step) => ({
      ...step,
      commands: step.commands.replaceAll('localhost:3000', `localhost:${port}`),
    }));
    const { printed, complaint } = await paste(here, folder, {});
    const elsewhere = printed.map((text) => text.replaceAll(`localhost:${port}`, 'localhost:3000'));
    said = { printed: elsewhere, complaint };
    await service.end();
    await remove();
  }, 240_000);
  afterAll(killAll);

  it.each(story)('line $line prints what the README says', (step) => {
    expect(printedBy(said, story, step)).toBe(shownBy(step));
  });
});

(engines.includes('mariadb') ? describe : describe.skip)('The commands of the README for MariaDB', () => {
  it.each(onMariadb)(
    'line $line prepares the database',
    async (step) => {
      const { folder, remove } = await cloneOfProject();
      const database = await emptyDatabase('mariadb');
      const said = await paste([step], folder, { DATABASE_URL: database.url });
      await database.drop();
      await remove();
      expect(printedBy(said, [step], step)).toBe(shownBy(step));
    },
    240_000,
  );
});
