import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const stamp = join('dist', '.built-from');
const sources = ['apps/**/*.ts', 'libs/**/*.ts', 'tsconfig*.json', 'nest-cli.json', 'package-lock.json'];

/** When the youngest source was written: what a build was made from. */
const youngest = (): string => String(Math.max(...globSync(sources).map((file) => statSync(file).mtimeMs)));

function isBuiltFrom(moment: string): boolean {
  try {
    return readFileSync(stamp, 'utf8') === moment;
  } catch {
    return false; // never built, or by hand
  }
}

/**
 * Brings `dist` up to date, for suites that start real processes. Only one suite builds, the others wait for it: the
 * lock is a transaction, which the operating system takes back however a test run ends.
 */
export function buildOnce(): void {
  mkdirSync(join('node_modules', '.cache'), { recursive: true });
  const lock = new Database(join('node_modules', '.cache', 'usapi-build.lock'), { timeout: 120_000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    const moment = youngest();
    if (isBuiltFrom(moment)) return;
    execFileSync(process.execPath, [join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], {
      stdio: 'pipe',
    });
    writeFileSync(stamp, moment);
  } finally {
    lock.close();
  }
}
