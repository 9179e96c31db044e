import { execFile, execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startForStory, type StartedService } from './started-service.js';
import { emptyDatabase, engines } from '../harness/engines.js';
import { buildOnce } from '../harness/built.js';
import { isLeftOut, prints, stepsOf, type Step } from './story.js';

const readme = readFileSync('README.md', 'utf8');
const all = stepsOf('README.md').filter((step) => !isLeftOut(step));
const onMariadb = ({ commands }: Step): boolean => commands.startsWith('# run by the test on MariaDB');
const steps = all.filter((step) => !onMariadb(step));
const mark = '@@ the end of a step of the README @@';

const hasCurl = (): boolean => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('The story of the README is skipped: there is no curl on the PATH.\n');
    return process.env['CI'] === 'true';
  }
};

describe('The README', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  it.each(['start', 'test'])('names the command npm ci && npm %s, which exists', (script) => {
    expect(readme).toContain(`npm ci && npm ${script}`);
    expect(Object.keys(scripts)).toContain(script);
  });

  it('tells the whole story in commands', () => {
    const story = steps.map(({ commands }) => commands).join('');
    const routes = ['/internal/register', '/auth', '/signup', '/signup/verify', '/profile/image/medium'];
    expect(routes.filter((route) => !story.includes(`localhost:3000${route}`))).toEqual([]);
    expect(steps.filter(({ printed }) => printed !== null).length).toBeGreaterThan(8);
  });
});

(hasCurl() ? describe : describe.skip)('The story of the README, pasted into a shell', () => {
  let service: StartedService | undefined;
  let printed: string[];
  let complaint: string;

  beforeAll(async () => {
    service = await startForStory();
    cpSync('docs/sample.jpg', join(service.folder, 'docs', 'sample.jpg'));
    [printed, complaint] = await paste(service);
  }, 180_000);
  afterAll(() => service?.stop());

  it.each(steps)('line $line prints what the README says', ({ printed: expected, ...step }) => {
    const output = printed[steps.findIndex(({ line }) => line === step.line)];
    if (output === undefined) throw new Error(`The shell stopped before line ${step.line}: ${complaint}`);
    if (expected && !prints(expected, output)) expect(output.trim()).toBe(expected.text.trim());
  });
});

(engines.includes('mariadb') ? describe : describe.skip)('The commands of the README for MariaDB', () => {
  it.each(all.filter(onMariadb))('line $line prepares the database', async ({ commands, printed }) => {
    buildOnce();
    const database = await emptyDatabase('mariadb');
    try {
      const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, DATA_DIR: database.directory };
      const output = execFileSync('bash', ['-c', `set -euo pipefail\n${commands}`], { env, encoding: 'utf8' });
      if (!printed || !prints(printed, output)) expect(output).toBe(printed?.text);
    } finally {
      await database.drop();
    }
  }, 180_000);
});

/** Runs all steps in one shell, as a reader does. @returns what each printed, and what went to standard error */
function paste({ port, folder }: StartedService): Promise<[string[], string]> {
  const story = steps.map(({ commands }) => `${commands}printf '%s' '${mark}'\n`).join('');
  const script = `set -euo pipefail\n${story}`.replaceAll('localhost:3000', `localhost:${port}`);
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], { cwd: folder, timeout: 120_000 }, (_fault, stdout, stderr) => {
      const outputs = stdout.replaceAll(`localhost:${port}`, 'localhost:3000').split(mark);
      resolve([outputs.slice(0, -1), stderr]);
    });
  });
}
