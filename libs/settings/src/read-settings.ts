import { composeSettings } from './compose-settings.js';
import { crossChecks } from './cross-checks.js';
import { withSecretFiles, type Environment } from './environment.js';
import { readReturnUrls } from './return-urls.js';
import type { Settings } from './settings.js';
import { SettingsFault } from './settings-fault.js';
import { variables } from './variables.js';

/**
 * The environment as frozen, typed settings.
 * @throws SettingsFault naming every faulty variable and its mend, never a value
 */
export function readSettings(environment: Environment): Settings {
  const { env, faults } = withSecretFiles(environment);
  const parsed = variables.safeParse(env);
  if (!parsed.success) {
    const told = parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}.`);
    throw new SettingsFault([...faults, ...new Set(told)]);
  }
  const settings = composeSettings(parsed.data, readReturnUrls(parsed.data.RETURN_URLS, faults));
  faults.push(...crossChecks(parsed.data, settings));
  if (faults.length > 0) throw new SettingsFault(faults);
  return deepFrozen(settings);
}

function deepFrozen<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFrozen(inner);
  return Object.freeze(value);
}
