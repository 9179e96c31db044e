// A database of the bench's own, on the server the tests would use, with people in it.
import { randomBytes, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { createConnection } from 'mysql2/promise';
import findServer from '../../test/harness/global-setup.mjs';
import { SystemClock } from '../../dist/libs/clock/src/index.js';
import { Migrator, openWriter } from '../../dist/libs/database/src/index.js';
import { argon2Cost } from '../../dist/libs/passwords/src/index.js';
import { User } from '../../dist/libs/users/src/index.js';

const people = 1000;
export const password = 'correct horse battery staple';
export const usernameOf = (number) => `bench ${number % people}`;

/** Migrated and filled; `close` drops it and stops the server if it was started for this. */
export async function openDatabase() {
  await findServer();
  const server = process.env.USAPI_TEST_MARIADB_URL;
  if (!server) throw new Error('The bench needs MariaDB; the line above says why there is none.');
  const born = Math.floor(Date.now() / 1000).toString(36);
  const name = `usapi_test_${born}_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = name;
  await administer(server, `CREATE DATABASE ${name}`);
  const userColumns = await migrate(url.href);
  const passwordHash = await hash(password, argon2Cost);
  await fill(url.href, passwordHash);
  return {
    url: url.href,
    passwordHash,
    userColumns,
    version: (await administer(server, 'SELECT VERSION() AS version'))[0].version,
    close: async () => {
      await administer(server, `DROP DATABASE IF EXISTS ${name}`);
      await globalThis.stopPrivateMariadb?.();
    },
  };
}

/** @returns the columns that a look-up of an account reads */
async function migrate(url) {
  const writer = await openWriter({ engine: 'mysql', url });
  try {
    await new Migrator(writer, new SystemClock()).up();
    const { columns } = writer.getMetadata(User);
    return columns.filter(({ isSelect }) => isSelect).map(({ databaseName }) => databaseName);
  } finally {
    await writer.destroy();
  }
}

/** Straight into the table: a thousand registrations would only warm the machine. */
async function fill(url, passwordHash) {
  const now = new Date();
  const rows = Array.from({ length: people }, (_, number) => ({
    uuid: randomUUID(),
    username: usernameOf(number),
    username_key: usernameOf(number),
    email: `bench${number}@example.com`,
    phone_number: `62811${String(number).padStart(7, '0')}`,
    password_hash: passwordHash,
    name: 'Siti Rahayu',
    first_name: 'Siti',
    last_name: 'Rahayu',
    roles: 'user',
    account_type: 'customer',
    is_active: true,
    is_verified: true,
    is_superuser: false,
    date_of_birth: '1996-10-18',
    gender: 'Perempuan',
    email_verified_at: now,
    created_at: now,
    updated_at: now,
  }));
  const columns = Object.keys(rows[0]);
  const connection = await createConnection({ uri: url, timezone: 'Z' });
  try {
    const values = rows.map((row) => columns.map((column) => row[column]));
    await connection.query(`INSERT INTO users (${columns.join(', ')}) VALUES ?`, [values]);
  } finally {
    await connection.end();
  }
}

async function administer(server, statement) {
  const connection = await createConnection(server);
  try {
    const [rows] = await connection.query(statement);
    return rows;
  } finally {
    await connection.end();
  }
}
