/** After so many attempts a message is a dead letter: nearly three hours after the first. */
export const maxAttempts = 40;

/**
 * Seconds until the next attempt: doubling to 30 within the first ten minutes, so that a short outage is made good
 * soon after its end, then every ten minutes. ±20 % so that a backlog does not come back as one wave.
 */
export function retryDelay(attempts: number, random = Math.random()): number {
  const base = attempts < 24 ? Math.min(30, 2 ** attempts) : 600;
  return base * (0.8 + 0.4 * random);
}
