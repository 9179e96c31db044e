export { endOnSignals } from './end-on-signals.js';
export { loadEnvFile } from './load-env-file.js';
export { createLogger } from './logger.js';
export { PinoLogger } from './pino-logger.js';
