import { InvalidPhoneNumber } from './identity-problems.js';

// Seeds 000, 001: starts with 62, then 7 to 15 digits. The samples rule out demanding 628.
const phoneNumber = /^62[0-9]{7,15}$/;

/** A number is compared and stored exactly as given: there is one spelling. */
export const isPhoneNumber = (text: string): boolean => phoneNumber.test(text);

/** @throws InvalidPhoneNumber */
export function parsePhoneNumber(text: string): string {
  if (!isPhoneNumber(text)) throw new InvalidPhoneNumber();
  return text;
}
