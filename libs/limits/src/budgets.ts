import type { Budget } from './limits.js';

const hour = 3600;

/**
 * Messages with a code or link to one address or number, whatever for (SECURITY R25). With five tries a code they
 * bound the guesses at one target to 25 an hour (R22), and what a number can cost.
 */
export const codeMessages: readonly Budget[] = [
  { name: 'code-messages-day', most: 10, window: 24 * hour, isLoad: true },
  { name: 'code-messages-hour', most: 5, window: hour, renews: true, isLoad: true },
];
