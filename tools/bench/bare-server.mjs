// Part of its own process: the least that answers the same. Fastify and mysql2, the service's own statements, the
// service's own token library, and nothing else: no validation, no headers, no log.
import { createHash, createSecretKey, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { verify as verifyHash } from '@node-rs/argon2';
import Fastify from 'fastify';
import { createPool } from 'mysql2';

// The library that passport-jwt verifies with; not a dependency of ours.
const { sign, verify } = createRequire(createRequire(import.meta.url).resolve('passport-jwt'))(
  'jsonwebtoken',
);

/** What the service reads of the owner of a session. `columns` are those of its entity. */
const ownerOfSession = (columns) => `SELECT ${columns.map((column) => `u.${column}`).join(', ')} FROM users u
  JOIN sessions s ON s.user_id = u.id
  WHERE s.uuid = ? AND s.revoked_at IS NULL AND u.is_active = 1 AND u.deleted_at IS NULL`;

/** BENCH_DATABASE_URL, BENCH_PORT, BENCH_SECRET, BENCH_ISSUER, BENCH_CONNECTIONS, BENCH_USER_COLUMNS. */
export async function run() {
  const env = process.env;
  const pool = createPool({
    uri: env.BENCH_DATABASE_URL,
    connectionLimit: Number(env.BENCH_CONNECTIONS),
    timezone: 'Z',
    dateStrings: ['DATE'],
  });
  const rows = (sql, values) =>
    new Promise((resolve, reject) => {
      pool.query(sql, values, (error, found) => (error ? reject(error) : resolve(found)));
    });
  const statement = ownerOfSession(env.BENCH_USER_COLUMNS.split(','));
  const app = Fastify();
  // Made once: jsonwebtoken turns a text into a key at every call, which costs as much as the check itself.
  const key = createSecretKey(Buffer.from(env.BENCH_SECRET));

  app.get('/health', async () => ({ status: 'ok' }));

  app.post('/check/email', async ({ body }) => {
    const found = await rows('SELECT 1 FROM users WHERE email = ? LIMIT 1', [body.email]);
    return found.length === 0
      ? { status: true, message: 'Email is not registered' }
      : { status: false, message: 'Email is already registered' };
  });

  const hashing = atMost(availableParallelism());
  app.post('/auth', async ({ body }, reply) => {
    const [user] = await rows('SELECT id, uuid, username, password_hash FROM users WHERE username_key = ?', [
      body.username,
    ]);
    const keys = [user.uuid, `${user.uuid}:127.0.0.1`].map(digestOf);
    const matches = await hashing(async () => {
      await rows('SELECT * FROM failure_delays WHERE key_digest IN (?, ?)', keys);
      return verifyHash(user.password_hash, body.password);
    });
    if (!matches) return reply.status(401).send({ message: 'Unauthorized' });
    const session = sessionOf(user);
    await rows('INSERT INTO sessions SET ?', [session]);
    const claims = { user: user.username, sub: user.uuid, sid: session.uuid };
    return { token: sign(claims, key, { issuer: env.BENCH_ISSUER, audience: 'usapi', expiresIn: 3600 }) };
  });

  app.get('/profile', async ({ headers }, reply) => {
    const token = headers.authorization.slice('Bearer '.length);
    const options = { algorithms: ['HS256'], issuer: env.BENCH_ISSUER, audience: 'usapi' };
    const { sub, sid } = verify(token, key, options);
    const [user] = await rows(statement, [sid]);
    return user?.uuid === sub
      ? { status: true, profile: profileOf(user) }
      : reply.status(401).send({ message: 'Unauthorized' });
  });

  await app.listen({ port: Number(env.BENCH_PORT), host: '127.0.0.1' });
}

const digestOf = (text) => createHash('sha256').update(text).digest('base64url');

/** Lets so many run at once, in the order they came. */
function atMost(most) {
  const waiting = [];
  let running = 0;
  return async (work) => {
    if (running < most) running++;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

const sessionOf = (user) => {
  const now = new Date();
  return {
    uuid: randomUUID(),
    user_id: user.id,
    kind: 'web',
    device: '',
    address: '127.0.0.1',
    network: '127.0.0.1',
    created_at: now,
    last_used_at: now,
    expires_at: now,
  };
};

const profileOf = (user) => ({
  id: user.uuid,
  username: user.username,
  email: user.email,
  email_verified: user.email_verified_at !== null,
  phone_number: user.phone_number,
  phone_verified: user.phone_verified_at !== null,
  name: user.name,
  first_name: user.first_name,
  last_name: user.last_name,
  date_of_birth: user.date_of_birth,
  gender: user.gender,
  account_type: user.account_type,
  platform: user.platform,
  profile_img: null,
  created_at: user.created_at.toISOString(),
  updated_at: user.updated_at.toISOString(),
});
