import { usapi } from '../../apps/cli/src/usapi.js';

/** How a command line ended, as a shell sees it. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line inside this process, with this environment and no other; one at a time. */
export async function commandLine(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const listen = (stream: 'stdout' | 'stderr') =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  const spies = [listen('stdout'), listen('stderr')];
  const before = process.env;
  process.env = { ...env };
  try {
    return { code: await usapi(words), ...said };
  } finally {
    process.env = before;
    for (const spy of spies) spy.mockRestore();
    // One is added by every run, for a reader that goes away.
    process.stdout.removeAllListeners('error');
  }
}
