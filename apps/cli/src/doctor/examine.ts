import { tellFault } from '@app/problems';
import type { Settings } from '@app/settings';
import { settingsOfProcess } from '../context.js';
import { examineDatabase } from './examine-database.js';
import { examineDataFolder } from './examine-data-folder.js';
import { fault, well, type Finding } from './finding.js';

/** Everything a start depends on, in the order in which a start meets it. */
export async function examine(): Promise<readonly Finding[]> {
  let settings: Settings;
  try {
    settings = settingsOfProcess();
  } catch (error) {
    return [fault('settings', tellFault(error))];
  }
  const environment = settings.http.production ? 'production' : 'development';
  return [
    well('settings', `read, for ${environment}`),
    examineDataFolder(settings.storage),
    ...(await examineDatabase(settings)),
  ];
}
