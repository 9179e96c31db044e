import { z } from 'zod';

const complain = (message: string) => ({ error: message });

/** Whole seconds, at least 1. */
export const seconds = (byDefault: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, complain('give whole seconds, at least 1'))
    .transform(Number)
    .default(byDefault);

/** Whole seconds up to a bound that a rule of security sets. */
export const secondsUpTo = (most: number, byDefault: number) => {
  const mend = complain(`give whole seconds, 1 to ${most}`);
  return z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, mend)
    .transform(Number)
    .refine((value) => value <= most, mend)
    .default(byDefault);
};

export const port = z
  .string()
  .regex(/^[0-9]{1,5}$/, complain('give a port, 0 to 65535'))
  .transform(Number)
  .refine((value) => value <= 65_535, complain('give a port, 0 to 65535'));

export const onOff = z.enum(['on', 'off'], complain('give on or off'));

/** An absolute URL with one of the given schemes. */
export const url = (schemes: readonly string[], mend: string) =>
  z.string().refine((value) => schemes.includes(URL.parse(value)?.protocol ?? ''), complain(mend));

/** The base of links: whatever stood behind its path, or before its host, would break or betray them. */
export const baseUrl = z.string().refine((value) => {
  const parsed = URL.parse(value);
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return false;
  return `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}` === '';
}, complain('give an http or https URL without credentials, query and fragment'));

/** A file, never `:memory:` (the read-only connection could not see it), or a named database on a server. */
export const databaseUrl = z.string().refine((value) => {
  const parsed = URL.parse(value);
  if (parsed?.protocol === 'mysql:') return parsed.hostname !== '' && parsed.pathname.length > 1;
  return parsed?.protocol === 'sqlite:' && !['', ':memory:'].includes(parsed.pathname);
}, complain('give sqlite:<file> or mysql://user:password@host:3306/database'));

/** Items between commas, trimmed, empty ones dropped. */
export const commaList = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Bytes, not characters: what HMAC gets. RFC 7518 3.2 wants at least the size of the digest. */
export const secretOfBytes = (atLeast: number) =>
  z
    .string()
    .refine(
      (value) => Buffer.byteLength(value) >= atLeast,
      complain(`give at least ${atLeast} random bytes, for example from: openssl rand -base64 48`),
    );
