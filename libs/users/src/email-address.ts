import { domainToASCII, domainToUnicode } from 'node:url';
import { InvalidEmail } from './identity-problems.js';
import { mixesScripts } from './scripts.js';

// RFC 5321 4.1.2 Dot-string: atoms between single dots. Quoted local parts are refused (CONTRACT 1).
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
// Checked before UTS 46, because the URL host parser behind it would decode %41 and cut at '/'.
const domainAsTyped = /^[\p{L}\p{M}\p{N}.-]+$/u;
const plainDomain = /^[A-Za-z0-9.-]+$/;
const asciiLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one canonical form in which an address is validated, compared, stored and mailed; null when it is none.
 * Trimmed, NFC, lower-cased, domain in ASCII by UTS 46, local part ≤ 64 and the whole ≤ 254 octets (RFC 5321 4.5.3.1).
 */
export function canonicalEmail(text: string): string | null {
  const typed = text.trim();
  if (typed.length > 254) return null; // bounds the work below; ASCII is never longer in UTF-16
  const at = typed.lastIndexOf('@');
  const local = typed.slice(0, at).toLowerCase();
  if (at < 1 || local.length > 64 || !localPart.test(local)) return null;
  const domain = canonicalDomain(typed.slice(at + 1).normalize('NFC'));
  if (domain === null) return null;
  const address = `${local}@${domain}`;
  return address.length <= 254 ? address : null;
}

function canonicalDomain(typed: string): string | null {
  if (!domainAsTyped.test(typed)) return null;
  // Nearly every domain: nothing for UTS 46 to do, and only one script in it.
  const isPlain = plainDomain.test(typed) && !/xn--/i.test(typed);
  const ascii = (isPlain ? typed : domainToASCII(typed)).toLowerCase();
  const labels = ascii.split('.');
  const isHostName = labels.length >= 2 && labels.every((label) => asciiLabel.test(label));
  if (!isHostName || /^[0-9]+$/.test(labels.at(-1) ?? '')) return null; // an all-digit last label is an IP address
  if (isPlain) return ascii;
  return domainToUnicode(ascii).split('.').some(mixesScripts) ? null : ascii;
}

/** @throws InvalidEmail */
export function parseEmail(text: string): string {
  const address = canonicalEmail(text);
  if (address === null) throw new InvalidEmail();
  return address;
}
