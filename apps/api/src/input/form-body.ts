import { MalformedBody } from './validation-failed.js';

/** Fields that are read of one form; every form of the contract has fewer than ten. */
const maxFields = 100;

/**
 * An urlencoded form (WHATWG URL, 5.1) as a flat record. A name that comes twice becomes an array, which no route
 * takes: which of the two was meant is not ours to guess.
 * @throws MalformedBody
 */
export function parseForm(bytes: Buffer): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = {};
  let fields = 0;
  for (const [name, value] of new URLSearchParams(bytes.toString('utf8'))) {
    if (++fields > maxFields) throw new MalformedBody('too many fields');
    if (name === '__proto__') throw new MalformedBody('reaches for a prototype');
    const before = Object.hasOwn(form, name) ? form[name] : undefined;
    form[name] = before === undefined ? value : [before, value].flat();
  }
  return form;
}
