export { PendingSignup, signupModes, type SignupMode } from './pending-signup.entity.js';
export { PendingSignupRepository } from './pending-signup.repository.js';
export { PendingSignupsModule } from './pending-signups.module.js';
