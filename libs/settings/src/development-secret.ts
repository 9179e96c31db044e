import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsFault } from './settings-fault.js';

/**
 * A secret for development, made once per data folder (mode 0600) so that tokens survive a restart.
 * Two processes starting at once agree: the one that links the whole file first wins, the other reads it.
 * @throws SettingsFault when the folder cannot be written
 */
export function developmentSecret(dataDir: string): string {
  const file = join(dataDir, 'development-secret');
  try {
    mkdirSync(dataDir, { recursive: true });
    make(file);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsFault([`DATA_DIR: this user cannot keep files there (${code}); name another folder.`]);
  }
}

function make(file: string): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
