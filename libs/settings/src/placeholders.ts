/** Words of those who mean to put a secret there later, and of pages that show where one goes. */
const words =
  /change.?(me|this)|replace.?(me|this)|fill.?(me|this)|placeholder|example|passw|(your|my|our|some|super|top|default|demo|dev|test|jwt|hs256).{0,8}secret|secret.?key|256.?bit/i;

/** A unit of up to 16 characters, over and over: `aaaa…`, `0123456789abcdef0123…`. */
const repeated = /^(.{1,16}?)\1+.{0,15}$/s;

/** Even of 22 random digits, one in ten thousand has fewer different ones. */
const fewestCharacters = 6;

/** `abcdef…`, `6543…`: most characters are neighbours in the alphabet of the one before them. */
function isSequence(secret: string): boolean {
  const codes = Array.from(secret, (character) => character.codePointAt(0) ?? 0);
  const neighbours = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? 0)) === 1);
  return neighbours.length > codes.length / 2;
}

/**
 * Whether a secret, however long, is one that anybody would guess: from a page of instructions or a held key. One that
 * is not set is none.
 */
export const isPlaceholder = (secret = ''): boolean =>
  secret !== '' &&
  (words.test(secret) ||
    repeated.test(secret) ||
    new Set(secret).size < fewestCharacters ||
    isSequence(secret));
