import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Debian calls it chromium, others differently. */
const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Quiet: nothing but what the page itself asks for, and that from this machine alone. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Chromium on the PATH, or undefined. */
const chromiumPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(isExecutable);

/** `describe` where a browser can be had. Elsewhere the suite is skipped with a notice; with CI=true it fails. */
export const describeInBrowser: (name: string, suite: () => void) => void = (name, suite) => {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') return describe(name, suite);
  process.stderr.write(`"${name}" in the browser is skipped: there is no chromium on the PATH.\n`);
  return describe.skip(name, suite);
};

/** A browser of the suite's own. Close it. */
export async function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('CI=true tests in a browser too, and there is no chromium');
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}
