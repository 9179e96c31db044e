/** Scripts a domain label may be written in. A label in any other, or in two that do not belong together, is refused. */
const knownScripts = [
  'Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Thaana', 'Devanagari', 'Bengali', 'Gurmukhi',
  'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao', 'Tibetan', 'Myanmar',
  'Georgian', 'Hangul', 'Ethiopic', 'Khmer', 'Balinese', 'Javanese', 'Sundanese', 'Han', 'Hiragana', 'Katakana',
  'Bopomofo',
]; // prettier-ignore

const scriptTests = knownScripts.map((name) => ({ name, test: new RegExp(`\\p{Script=${name}}`, 'u') }));
const neutral = /^[\p{Script=Common}\p{Script=Inherited}]$/u;

/** Scripts that are written together (UTS 39, "Highly Restrictive", without its Latin additions). */
const familiesOfScripts = [
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
];

/** Whether a reader can mistake `label` for one in another script: it mixes scripts, or uses an unknown one (UTS 39). */
export function mixesScripts(label: string): boolean {
  const scripts = new Set<string>();
  for (const character of label) {
    if (neutral.test(character)) continue;
    scripts.add(scriptTests.find(({ test }) => test.test(character))?.name ?? 'unknown');
  }
  if (scripts.has('unknown')) return true;
  return (
    scripts.size > 1 &&
    !familiesOfScripts.some((family) => [...scripts].every((name) => family.includes(name)))
  );
}
