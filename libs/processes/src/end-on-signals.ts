import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';

/** Milliseconds for what is under way to end: supervisors kill after 10 s, and a killed process leaves a mess. */
const patience = 9000;

/**
 * Ends the process in order on SIGTERM and SIGINT: nothing new is begun, what is under way ends, exit code 0. What is
 * not done when patience ends (a caller that sends no more, a mail server that hangs) is given up.
 */
export function endOnSignals(app: INestApplicationContext, logger: Logger): void {
  let ending = false;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    // A terminal signals the whole group, and npm passes the same signal on: it arrives twice.
    if (ending) return;
    ending = true;
    setTimeout(() => {
      logger.warn({ signal }, 'Not everything had ended in time');
      process.exit(0);
    }, patience);
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      end(signal).catch((error: unknown) => {
        logger.error({ err: error }, 'The process did not end in order');
        process.exit(1);
      });
    });
  }
}
