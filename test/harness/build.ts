import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Beside the packages it runs with, and never `dist`: another suite may be building that. */
const cache = resolve('node_modules/.cache/usapi-test-builds');
const sources = [
  'apps',
  'libs',
  'nest-cli.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

const BUILD_MS = 120_000;
const STALE_MS = 24 * 60 * 60 * 1000;

let built: Promise<string> | undefined;

/** The folder whose `dist` was built from the sources as this suite found them, by whichever worker came first. */
export function builtProgram(): Promise<string> {
  built ??= findOrBuild();
  return built;
}

async function findOrBuild(): Promise<string> {
  const place = join(cache, await fingerprint());
  const isBuilt = (): boolean => existsSync(join(place, 'package.json'));
  if (!isBuilt()) {
    await mkdir(cache, { recursive: true });
    const release = await lock(`${place}.lock`);
    try {
      if (!isBuilt()) await build(place);
    } finally {
      await release();
    }
  }
  return place;
}

async function build(place: string): Promise<void> {
  await removeStale();
  await mkdir(place, { recursive: true });
  const tsconfig = join(place, 'tsconfig.json');
  const base = join(relative(place, process.cwd()), 'tsconfig.build.json');
  await writeFile(tsconfig, JSON.stringify({ extends: base, compilerOptions: { outDir: './dist' } }));
  const nest = resolve('node_modules/@nestjs/cli/bin/nest.js');
  await promisify(execFile)(process.execPath, [nest, 'build', '-p', relative(process.cwd(), tsconfig)], {
    timeout: BUILD_MS,
  });
  // Written last: it says that the build is whole, and to Node that these are ES modules.
  await writeFile(join(place, 'package.json'), JSON.stringify({ type: 'module' }));
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) {
    for (const file of await filesUnder(source)) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesUnder(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** One builder at a time; the lock of one that was killed is taken over. */
async function lock(file: string): Promise<() => Promise<void>> {
  for (const deadline = Date.now() + 2 * BUILD_MS; Date.now() < deadline; await sleep(100)) {
    try {
      await (await open(file, 'wx')).close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const held = await stat(file).catch(() => null);
      if (held && Date.now() - held.mtimeMs > BUILD_MS) await rm(file, { force: true });
    }
  }
  throw new Error('Another build did not end');
}

async function removeStale(): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}
