/** Words of those who mean to put a secret there later, and of pages that show where one goes. */
const words =
  /change.?(me|this)|replace.?(me|this)|fill.?(me|this)|placeholder|example|passw|(your|my|our|some|super|top|default|demo|dev(elopment)?|test|jwt|hs256).{0,8}secret|secret.?key|256.?bit/i;

/** Characters of the longest unit that is looked for. */
const longestUnit = 64;

/** Even of 22 random digits, one in ten thousand has fewer different ones. */
const fewestCharacters = 6;

/** The same again and again: `aaaa…`, `0123456789abcdef0123…`. */
function isRepeated(secret: string): boolean {
  for (let unit = 1; unit <= longestUnit && unit <= secret.length / 2; unit++) {
    if (secret.startsWith(secret.slice(unit))) return true;
  }
  return false;
}

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
  (words.test(secret) || isRepeated(secret) || new Set(secret).size < fewestCharacters || isSequence(secret));
