export { AccountAdministration } from './account-administration.js';
export { AuthFeature } from './auth.feature.js';
export { SignIn } from './sign-in.js';
