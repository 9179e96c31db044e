import { Global, Module } from '@nestjs/common';
import { PendingSignupRepository } from './pending-signup.repository.js';

@Global()
@Module({ providers: [PendingSignupRepository], exports: [PendingSignupRepository] })
export class PendingSignupsModule {}
