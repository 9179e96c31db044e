import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageSettings } from '@app/settings';
import { fault, well, type Finding } from './finding.js';

/** Whether this user may write there: tried, because modes, owners and read-only mounts all have a say. */
export function examineDataFolder({ dataDir }: StorageSettings): Finding {
  const trial = join(dataDir, `doctor-${randomUUID()}`);
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(trial, '');
    rmSync(trial);
    return well('data folder', `${dataDir} can be written`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fault(
      'data folder',
      `${dataDir} cannot be written (${code}): mend its permissions, or set DATA_DIR`,
    );
  }
}
