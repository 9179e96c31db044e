import { randomBytes } from 'node:crypto';
import { readSettings, SettingsFault } from '@app/settings';

/** A key as `openssl rand -base64 48` makes it. */
export const secret = randomBytes(48).toString('base64');

/** What is wrong with an environment; nothing, when it can be run with. */
export function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (fault) {
    if (!(fault instanceof SettingsFault)) throw fault;
    for (const line of fault.faults) expect(fault.message).toContain(`  - ${line}`);
    return fault.faults;
  }
}
