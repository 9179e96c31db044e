// The service under test: the build, in production, with its normal settings.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startServer } from './server-process.mjs';

const main = fileURLToPath(new URL('../../dist/apps/api/src/main.js', import.meta.url));

/** `keys` is what another server needs to read its tokens. */
export async function startService({ url: databaseUrl }) {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'usapi-bench-'));
  const keys = { secret: randomBytes(48).toString('base64url'), issuer: `http://localhost:${port}` };
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: keys.issuer,
    DATA_DIR: directory,
    DATABASE_URL: databaseUrl,
    JWT_SECRET: keys.secret,
    SMTP_URL: 'none',
    SMS_URL: 'none',
  };
  const log = join(directory, 'service.log');
  const server = await startServer([main], { env, port, path: '/health/ready', log });
  const stop = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { ...server, keys, directory, stop };
}
