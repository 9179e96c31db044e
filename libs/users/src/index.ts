export { canonicalEmail, parseEmail } from './email-address.js';
export type { Identity } from './identity.js';
export { InvalidUsername } from './identity-problems.js';
export { isPhoneNumber, parsePhoneNumber } from './phone-number.js';
export { UniqueIdentity } from './unique-identity.js';
export { User, type Gender } from './user.entity.js';
export { UserRepository, type SignInRecord } from './user.repository.js';
export { parseUsername, usernameFault, usernameFitsEmail, usernameKey, type Username } from './username.js';
export { UsersModule } from './users.module.js';
