export { RegisterInternally } from './register-internally.js';
export { RegisterOpenly, type OpenedAccount, type PersonNames } from './register-openly.js';
export { RegistrationFeature } from './registration.feature.js';
export { ResendSignup } from './resend-signup.js';
export { StartSignup } from './start-signup.js';
