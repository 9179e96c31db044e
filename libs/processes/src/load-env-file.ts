import { existsSync } from 'node:fs';

/** `.env` in the working folder, outside production. What is set already wins. */
export function loadEnvFile(): void {
  if (process.env['NODE_ENV'] !== 'production' && existsSync('.env')) process.loadEnvFile('.env');
}
