import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own words as lines of the one structured log. */
export class PinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Facts are ours and worth a line; words alone are the framework's own chatter. */
  log(message: unknown, ...rest: unknown[]): void {
    if (typeof message === 'string') this.logger.debug({ context: rest.at(-1) }, message);
    else this.logger.info(...told(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(...told(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    // What keeps a process from starting is told once, by the process, in words for an operator.
    if (rest.at(-1) !== 'ExceptionHandler') this.logger.error(...told(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.fatal(...told(message, rest));
  }
}

/** Nest passes facts before words (`{ err }, 'text', context`), words alone (`'text', stack, context`) or an error. */
function told(message: unknown, rest: unknown[]): [object, string] {
  const context = rest.at(-1);
  if (message instanceof Error) return [{ err: message, context }, message.message];
  return typeof message === 'object' && message !== null
    ? [{ ...message, context }, typeof rest[0] === 'string' ? rest[0] : '']
    : [{ context }, String(message)];
}
