import type { Answer, Refusal } from './refusal.js';

/** How one of the documented systems says no. A new dialect is one class here and its routes. */
export interface Dialect {
  /** Whether a path is this dialect's, known route or not. */
  owns(path: string): boolean;
  answer(refusal: Refusal): Answer;
}
