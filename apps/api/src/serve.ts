import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { tellFault } from '@app/problems';
import { createLogger, endOnSignals, loadEnvFile } from '@app/processes';
import { readSettings, type HttpSettings, type Settings } from '@app/settings';
import { banner } from './banner.js';
import { CannotListen } from './cannot-listen.js';
import { createApi } from './create-api.js';

/** Reads the settings, starts the service and says where it is. Ends the process when it cannot start. */
export async function serve(): Promise<void> {
  try {
    loadEnvFile();
    await start(readSettings(process.env));
  } catch (fault) {
    process.stderr.write(`${tellFault(fault)}\n`);
    process.exit(1);
  }
}

async function start(settings: Settings): Promise<void> {
  const { http } = settings;
  const logger = createLogger(http.production ? 'info' : 'warn');
  const app = await createApi(settings, logger);
  endOnSignals(app, logger);
  await app.init();
  await listen(app, http);
  if (!http.production) process.stdout.write(banner(settings));
}

/** Fastify's own `listen`: Nest's writes an error of its own first. @throws CannotListen */
async function listen(app: NestFastifyApplication, http: HttpSettings): Promise<void> {
  try {
    await app.getHttpAdapter().getInstance().listen({ port: http.port, host: http.host });
  } catch (error) {
    throw CannotListen.from(error, http);
  }
}
