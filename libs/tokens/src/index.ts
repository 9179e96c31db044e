export { AccessTokens, type IssuedTokens } from './access-tokens.js';
export { ApiTokens, isApiToken } from './api-tokens.js';
export { KeyRing } from './key-ring.js';
export { RefreshToken } from './refresh-token.js';
export { Session } from './session.entity.js';
export { SessionRepository } from './session.repository.js';
export { TokensModule } from './tokens.module.js';
