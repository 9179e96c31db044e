import { canonicalEmail } from './email-address.js';
import { InvalidUsername } from './identity-problems.js';

/** A username as shown (trimmed, NFC) and the key it is compared by. */
export interface Username {
  readonly shown: string;
  readonly key: string;
}

// Control, format, private use, unassigned and lone surrogates: invisible, or different on every screen.
const refused = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;
const maxCodePoints = 64;

/** The key two usernames share when they are one: NFKC, trimmed, case folded, NFKC (CONTRACT 1). */
export const usernameKey = (text: string): string =>
  text.normalize('NFKC').trim().toUpperCase().toLowerCase().normalize('NFKC');

const codePoints = (text: string): number => Array.from(text).length;

/** What is wrong with the text as a username whatever the rest of the account is, or null. */
export function usernameFault(text: string): string | null {
  // NFKC multiplies at most eighteenfold (U+FDFA): the first test bounds the work of the second.
  const lengthFault = "Property 'username' must be 1 to 64 characters";
  if (text.trim().length > 4 * maxCodePoints) return lengthFault;
  const key = usernameKey(text);
  const longest = Math.max(codePoints(key), codePoints(text.trim().normalize('NFC')));
  if (key === '' || longest > maxCodePoints) return lengthFault;
  return refused.test(text.trim()) || refused.test(key)
    ? "Property 'username' must not contain invisible characters"
    : null;
}

/** Whether a username with an @ is the account's own address: another's would open the door to impostors. */
export function usernameFitsEmail(text: string, email: string | null): boolean {
  const key = usernameKey(text);
  return !key.includes('@') || (email !== null && canonicalEmail(key) === email);
}

/**
 * @param email the account's canonical address, if it has one
 * @throws InvalidUsername
 */
export function parseUsername(text: string, email: string | null): Username {
  const fault = usernameFault(text);
  if (fault !== null) throw new InvalidUsername(fault);
  if (!usernameFitsEmail(text, email)) {
    throw new InvalidUsername("Property 'username' must not contain @ unless it equals email");
  }
  return { shown: text.trim().normalize('NFC'), key: usernameKey(text) };
}
