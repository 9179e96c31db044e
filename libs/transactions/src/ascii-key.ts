/**
 * Text to look up in a column that holds ASCII alone. Nothing else can equal what stands there, and MariaDB refuses to
 * compare it: in its place comes the empty text, which no key is.
 */
export const asciiKey = (text: string): string => (/\P{ASCII}/u.test(text) ? '' : text);
