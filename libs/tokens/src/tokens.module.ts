import { Global, Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import { ApiTokens } from './api-tokens.js';
import { KeyRing } from './key-ring.js';
import { SessionRepository } from './session.repository.js';

@Global()
@Module({
  providers: [KeyRing, AccessTokens, ApiTokens, SessionRepository],
  exports: [KeyRing, AccessTokens, ApiTokens, SessionRepository],
})
export class TokensModule {}
