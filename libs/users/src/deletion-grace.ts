/** Seconds in which a wish for deletion can be taken back by signing in: 14 days. */
export const deletionGrace = 14 * 24 * 3600;
