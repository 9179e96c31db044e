import { readFileSync } from 'node:fs';

/** Variables by name, as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that hold secrets: each can come from a file instead, named by `<NAME>_FILE`. */
export const secretNames = [
  'DATABASE_URL',
  'JWT_SECRET',
  'JWT_SECRET_PREVIOUS',
  'DATA_SECRET',
  'PARTNER_CREDENTIALS',
  'SMTP_URL',
  'SMS_URL',
  'SMS_FALLBACK_URL',
  'SMS_RECEIPTS_SECRET',
  'REDIS_URL',
] as const;

/**
 * `env` with every `<NAME>_FILE` read into `<NAME>` (one trailing line break dropped) and empty values taken as unset.
 * An unreadable file, or both forms at once, becomes a fault.
 */
export function withSecretFiles(env: Environment): { env: Environment; faults: string[] } {
  const faults: string[] = [];
  const read: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) read[name] = value === '' ? undefined : value;
  for (const name of secretNames) {
    const file = read[`${name}_FILE`];
    if (file === undefined) continue;
    if (read[name] !== undefined) {
      faults.push(`${name} and ${name}_FILE are both set: keep one.`);
      continue;
    }
    try {
      read[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch {
      faults.push(`${name}_FILE names a file that cannot be read: check the path and its permissions.`);
    }
  }
  return { env: read, faults };
}
