import { composeSettings } from './compose-settings.js';
import { crossChecks } from './cross-checks.js';
import { developmentSecret } from './development-secret.js';
import { withSecretFiles, type Environment } from './environment.js';
import { readReturnUrls } from './return-urls.js';
import type { Settings } from './settings.js';
import { SettingsFault } from './settings-fault.js';
import { variables, type Variables } from './variables.js';

/**
 * The environment as frozen, typed settings.
 * @throws SettingsFault naming every faulty variable and its mend, never a value
 */
export function readSettings(environment: Environment): Settings {
  const { env, faults } = withSecretFiles(environment);
  const given = soundVariables(env, faults);
  const returnUrls = readReturnUrls(given.RETURN_URLS, faults);
  const draft = composeSettings(given, returnUrls, given.JWT_SECRET ?? '');
  const named = new Set(faults.map(nameIn));
  faults.push(...crossChecks(given, draft).filter((fault) => !named.has(nameIn(fault))));
  if (faults.length > 0) throw new SettingsFault(faults);
  // Made only for a start that goes on; production has been refused by now when it brought none.
  const secret = given.JWT_SECRET ?? developmentSecret(given.DATA_DIR);
  return deepFrozen(composeSettings(given, returnUrls, secret));
}

/** What can be read: a faulty variable counts as unset, so that one start names every fault. */
function soundVariables(env: Environment, faults: string[]): Variables {
  const parsed = variables.safeParse(env);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  faults.push(...new Set(issues.map(({ path, message }) => `${String(path[0])}: ${message}.`)));
  const faulty = new Set(issues.map(({ path }) => String(path[0])));
  return variables.parse(Object.fromEntries(Object.entries(env).filter(([name]) => !faulty.has(name))));
}

/** The variable that a fault begins with. */
const nameIn = (fault: string): string => (/^[A-Z_]+/.exec(fault)?.[0] ?? '').replace(/_FILE$/, '');

function deepFrozen<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFrozen(inner);
  return Object.freeze(value);
}
