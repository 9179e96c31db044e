import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project somewhere else, so that npm scripts can build there without touching this one's `dist`. */
export interface CopiedProject {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Copies `paths` and lends the copy the packages installed here, unless `packages` says otherwise. */
export async function copyProject(
  paths: readonly string[],
  packages: 'lent' | 'none' = 'lent',
): Promise<CopiedProject> {
  const directory = await mkdtemp(join(tmpdir(), 'usapi copy-'));
  for (const path of paths) await cp(resolve(path), join(directory, path), { recursive: true });
  if (packages === 'lent') await symlink(resolve('node_modules'), join(directory, 'node_modules'));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
