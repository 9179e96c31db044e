import 'reflect-metadata';
import { AlreadyServed, MigrationsPending } from '@app/database';
import { readSettings, SettingsFault } from '@app/settings';
import { banner } from './banner.js';
import { createApi } from './create-api.js';
import { loadEnvFile } from './load-env-file.js';
import { createLogger } from './logging/logger.js';

/** Faults that the operator mends; everything else is a bug and shows its stack. */
const isOperators = (fault: unknown): fault is Error =>
  [SettingsFault, MigrationsPending, AlreadyServed].some((kind) => fault instanceof kind);

/** Reads the settings, starts the service and says where it is. Ends the process when it cannot start. */
export async function serve(): Promise<void> {
  try {
    loadEnvFile();
    const settings = readSettings(process.env);
    const app = await createApi(settings, createLogger(settings.http.production));
    await app.listen(settings.http.port, settings.http.host);
    if (!settings.http.production) process.stdout.write(banner(settings));
  } catch (fault) {
    process.stderr.write(`${isOperators(fault) ? fault.message : String((fault as Error).stack ?? fault)}\n`);
    process.exit(1);
  }
}
