export { argon2Cost, Argon2Hasher } from './argon2-hasher.js';
export { compactCommonPasswords } from './build-common-passwords.js';
export { commonPasswordsModule, entriesOf, isWorthListing, leastEntries } from './common-passwords-file.js';
export { CommonPasswords } from './common-passwords.js';
export { HashingPool } from './hashing-pool.js';
export { PasswordHasher } from './password-hasher.js';
export { isHashable, passwordFault, PasswordRefused, type PasswordPolicyName } from './password-policy.js';
export { Passwords, type Turn } from './passwords.js';
export { PasswordsModule } from './passwords.module.js';
