import { pino, stdTimeFunctions, type Logger } from 'pino';

/**
 * Structured lines on standard output, UTC. Nothing that came in is logged but the request's id, method and path, so
 * there is nothing to redact; the keys named here are a second fence.
 */
export function createLogger(level: 'info' | 'warn'): Logger {
  return pino({
    level,
    timestamp: stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        '*.password',
        'token',
        '*.token',
        'authorization',
        '*.authorization',
        'otp',
        '*.otp',
      ],
      censor: '…',
    },
    // The query and its parameters would hold what came in.
    serializers: {
      err: ({ name, message, stack, code }: Error & { code?: unknown }) => ({
        type: name,
        message,
        stack,
        code,
      }),
    },
  });
}
