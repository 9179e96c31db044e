import { somebody } from '../e2e/people.js';
import type { Fields } from './encodings.js';

/** A good registration with some of its fields replaced. */
export const accountFields = (changes: Fields = {}): Fields => {
  const { username: account, email, password } = somebody();
  return { name: 'Siti Rahayu', account, email, password, password_confirm: password, ...changes };
};

/** A password and its repetition. */
export const twice = (password: string): Fields => ({ password, password_confirm: password });
