// The service under test: the build, in production, with its normal settings; and the bare server beside it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startServer } from './server-process.mjs';

const bench = fileURLToPath(new URL('../bench.mjs', import.meta.url));
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

/** On the same database, with the same keys. */
export async function startBareServer({ connections }, { url, userColumns }, { keys, directory }) {
  const port = await freePort();
  const env = {
    NODE_ENV: 'production',
    BENCH_DATABASE_URL: url,
    BENCH_PORT: String(port),
    BENCH_SECRET: keys.secret,
    BENCH_ISSUER: keys.issuer,
    BENCH_CONNECTIONS: String(connections),
    BENCH_USER_COLUMNS: userColumns.join(','),
  };
  const log = join(directory, 'bare-server.log');
  return startServer([bench, 'bare-server'], { env, port, path: '/health', log });
}
