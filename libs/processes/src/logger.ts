import { destination, pino, stdTimeFunctions, type Logger } from 'pino';

/** One write for many lines, a quarter of a second late at the most; a process that ends writes what is left. */
const buffered = { sync: false, minLength: 4096, periodicFlush: 250 };

/**
 * Structured lines on standard output, UTC. Nothing that came in is logged but the request's id, method and path, so
 * there is nothing to redact; the keys named here are a second fence.
 */
export function createLogger(level: 'info' | 'warn'): Logger {
  return pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: ['password', 'token', 'authorization', 'otp'], censor: '…' },
      // The query and its parameters would hold what came in.
      serializers: {
        err: ({ name, message, stack, code }: Error & { code?: unknown }) => ({
          type: name,
          message,
          stack,
          code,
        }),
      },
    },
    destination(buffered),
  );
}
