import { parse as parseStrictly } from 'lossless-json';
import { MalformedBody } from './validation-failed.js';

/** Levels of nesting that are read; everything in the contract needs two. */
const maxDepth = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A JSON text as it may come in: UTF-8 without a byte order mark (RFC 8259 8.1), at most 32 levels, no key twice with
 * different values (another parser might read the other one), no key that reaches for a prototype.
 * @throws MalformedBody
 */
export function parseJson(bytes: Buffer): unknown {
  try {
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    // As many keys as colons: none came twice, or one of the two would be gone. Anything else is looked at closely.
    if (inspectKeys(value) !== colonsIn(text)) parseStrictly(text);
    return value;
  } catch (cause) {
    throw cause instanceof MalformedBody ? cause : new MalformedBody(cause);
  }
}

/** Whether a body is the object every route of ours takes. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{"__proto__": …}`, or `{"constructor": {"prototype": …}}`, which comes to the same in careless code. */
function reachesForPrototype(item: object): boolean {
  if (Object.hasOwn(item, '__proto__')) return true;
  const { constructor } = item as { constructor: unknown };
  return isRecord(constructor) && Object.hasOwn(constructor, 'prototype');
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) count++;
  return count;
}

/**
 * Counts the keys of all records in it, level by level, because recursion would end in a stack overflow before it ended
 * in an answer.
 * @throws MalformedBody for more than 32 levels, or a key that reaches for a prototype
 */
export function inspectKeys(value: unknown): number {
  let keys = 0;
  let level = containersAmong([value]);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) throw new MalformedBody('too deep');
    if (level.some(reachesForPrototype)) throw new MalformedBody('reaches for a prototype');
    for (const item of level) if (!Array.isArray(item)) keys += Object.keys(item).length;
    level = containersAmong(level.flatMap((item) => Object.values(item) as unknown[]));
  }
  return keys;
}

const containersAmong = (values: readonly unknown[]): object[] =>
  values.filter((value): value is object => typeof value === 'object' && value !== null);
