import { execFileSync } from 'node:child_process';
import { freePort, startApp, type RunningProcess, type Variables } from '../harness/process.js';
import { cloneOfProject, paste, type Said } from './shell.js';
import { isLeftOut, prints, stepsOf, type Step } from './story.js';

const steps = stepsOf('README.md').filter((step) => !isLeftOut(step));
export const onMariadb = steps.filter(({ commands }) => commands.startsWith('# run by the test on MariaDB'));
export const story = steps.filter((step) => !onMariadb.includes(step));

const hasCurl = (): boolean => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('The story of the README is skipped: there is no curl on the PATH.\n');
    return process.env['CI'] === 'true';
  }
};

/** Without curl the story is skipped with a notice, and fails where CI=true. */
export const describeStory = (name: string, suite: () => void): void =>
  (hasCurl() ? describe : describe.skip)(name, suite);

export const shownBy = ({ printed }: Step): string => printed?.text.trim() ?? '';

/** What the step printed, or the README's own words where it fits them: so a failure shows both. */
export function printedBy({ printed, complaint }: Said, step: Step, all: readonly Step[] = story): string {
  const output = printed[all.findIndex(({ line }) => line === step.line)];
  if (output === undefined) throw new Error(`The shell stopped at or before line ${step.line}: ${complaint}`);
  return step.printed === null || prints(step.printed, output) ? shownBy(step) : output.trim();
}

/** The built service in a clone of the project, and a shell in which the story is pasted. */
export class Telling {
  private constructor(
    private readonly port: number,
    private readonly folder: string,
    readonly service: RunningProcess,
    private readonly removeFolder: () => Promise<void>,
  ) {}

  static async begin(env: Variables = {}): Promise<Telling> {
    const { folder, remove } = await cloneOfProject();
    const port = await freePort();
    const service = await startApp('api', { cwd: folder, env: { ...env, PORT: String(port) } });
    await service.untilReady();
    return new Telling(port, folder, service, remove);
  }

  /** @param mailbox where to look for messages instead of the service's own mailbox */
  async tell(mailbox = 'localhost:3000/dev/mailbox.json'): Promise<Said> {
    const here = `localhost:${this.port}`;
    const ours = story.map(({ line, commands, printed }) => ({
      line,
      commands: commands
        .replaceAll('localhost:3000/dev/mailbox.json', mailbox)
        .replaceAll('localhost:3000', here),
      printed,
    }));
    const { printed, complaint } = await paste(ours, this.folder, {});
    return { printed: printed.map((text) => text.replaceAll(here, 'localhost:3000')), complaint };
  }

  async end(): Promise<void> {
    await this.service.end();
    await this.removeFolder();
  }
}
