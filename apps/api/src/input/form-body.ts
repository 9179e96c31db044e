import { MalformedBody } from './validation-failed.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** As URLSearchParams decodes, but for bytes that are no UTF-8: a U+FFFD in their place makes one of two passwords. */
function decoded(text: string): string {
  const bytes = text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'));
  } catch (cause) {
    throw new MalformedBody(cause);
  }
}

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
  for (const pair of bytes
    .toString('latin1')
    .split('&')
    .filter((text) => text !== '')) {
    if (++fields > maxFields) throw new MalformedBody('too many fields');
    const end = `${pair}=`.indexOf('=');
    const [name, value] = [decoded(pair.slice(0, end)), decoded(pair.slice(end + 1))];
    if (name === '__proto__') throw new MalformedBody('reaches for a prototype');
    const before = Object.hasOwn(form, name) ? form[name] : undefined;
    form[name] = before === undefined ? value : [before, value].flat();
  }
  return form;
}
