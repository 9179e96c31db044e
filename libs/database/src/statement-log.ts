import { Logger } from '@nestjs/common';
import type { Logger as TypeOrmLogger } from 'typeorm';

/**
 * What TypeORM has to say, in the one log. Its own loggers write a slow statement to the console together with its
 * parameters, which here are addresses, hashes and sealed codes.
 */
export class StatementLog implements TypeOrmLogger {
  private readonly logger = new Logger('Database');

  logQuerySlow(ms: number, statement: string): void {
    this.logger.warn({ ms, statement }, 'A statement took long');
  }

  logMigration(message: string): void {
    this.logger.log(message);
  }

  logQuery(): void {
    // every statement would be too much
  }

  logQueryError(): void {
    // it is thrown as well
  }

  logSchemaBuild(): void {
    // schemas come from migrations
  }

  log(): void {
    // nothing of use
  }
}
