export { CheckIdentity } from './check-identity.js';
export { ReadSignupState, type SignupState } from './read-signup-state.js';
export { SignupLinks, type SignupLink } from './signup-links.js';
export { VerificationFeature } from './verification.feature.js';
export { VerifySignup } from './verify-signup.js';
