/** Turns passwords into hashes that say how they were made, and checks passwords against them. */
export abstract class PasswordHasher {
  abstract hash(password: string): Promise<string>;
  /** Whether `stored` is a hash at all: an account whose password was wiped has none. */
  abstract understands(stored: string): boolean;
  abstract matches(password: string, stored: string): Promise<boolean>;
  /** Whether a stored hash should be replaced at the next successful sign-in. */
  abstract isOutdated(stored: string): boolean;
}
