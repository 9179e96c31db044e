import { multipart, part, type Part } from '../profile/multipart.js';

/** A body and the header that says how to read it. */
export interface Encoded {
  readonly contentType: string;
  readonly body: string | Buffer;
}
export type Fields = Readonly<Record<string, string>>;

const pairs = (fields: Fields): [string, string][] => Object.entries(fields);

export const json = (value: unknown): Encoded => ({
  contentType: 'application/json',
  body: JSON.stringify(value),
});
export const urlencoded = (fields: Fields, ...more: readonly [string, string][]): Encoded => ({
  contentType: 'application/x-www-form-urlencoded',
  body: new URLSearchParams([...pairs(fields), ...more]).toString(),
});
export const multipartForm = (fields: Fields, ...more: readonly Part[]): Encoded =>
  multipart([...pairs(fields).map(([name, value]) => part(name, value)), ...more]);

/** The same fields in every content type that some system reads. */
export const encodings = { json, urlencoded, multipart: multipartForm } as const;

export const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(pairs(fields).filter(([key]) => key !== name));
