import { Global, Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import { KeyRing } from './key-ring.js';
import { SessionRepository } from './session.repository.js';

@Global()
@Module({
  providers: [KeyRing, AccessTokens, SessionRepository],
  exports: [KeyRing, AccessTokens, SessionRepository],
})
export class TokensModule {}
