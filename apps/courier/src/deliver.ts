import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { tellFault } from '@app/problems';
import { createLogger, endOnSignals, loadEnvFile, PinoLogger } from '@app/processes';
import { readSettings, type Settings } from '@app/settings';
import { CourierModule } from './courier.module.js';
import { NotBesideSqlite } from './not-beside-sqlite.js';

/** Reads the settings and delivers messages until told to end. Ends the process when it cannot start. */
export async function deliver(): Promise<void> {
  try {
    loadEnvFile();
    await start(readSettings(process.env));
  } catch (fault) {
    process.stderr.write(`${tellFault(fault)}\n`);
    process.exit(1);
  }
}

async function start(settings: Settings): Promise<void> {
  if (settings.storage.database.engine === 'sqlite') throw new NotBesideSqlite();
  const logger = createLogger('info');
  const app = await NestFactory.createApplicationContext(CourierModule.of(settings), {
    abortOnError: false,
    logger: new PinoLogger(logger),
  });
  endOnSignals(app, logger);
  const { mail, sms } = settings.messages;
  logger.info({ mail: mail.kind, sms: sms.kind }, 'The courier delivers');
}
