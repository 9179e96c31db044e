import { Global, Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import { ApiTokens } from './api-tokens.js';
import { KeyReader } from './key-reader.js';
import { KeyRing } from './key-ring.js';
import { KeyRotation } from './key-rotation.js';
import { KeySeal } from './key-seal.js';
import { SessionRepository } from './session.repository.js';
import { SigningKeyRepository } from './signing-key.repository.js';

@Global()
@Module({
  providers: [
    KeyRing,
    KeyReader,
    KeyRotation,
    KeySeal,
    SigningKeyRepository,
    AccessTokens,
    ApiTokens,
    SessionRepository,
  ],
  exports: [KeyRing, AccessTokens, ApiTokens, SessionRepository],
})
export class TokensModule {}
