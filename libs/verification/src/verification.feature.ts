import { Module } from '@nestjs/common';
import { CheckIdentity } from './check-identity.js';
import { CompleteSignup } from './complete-signup.js';
import { ReadSignupState } from './read-signup-state.js';
import { VerifySignup } from './verify-signup.js';

/** Proving addresses, and telling which are taken. */
@Module({
  providers: [VerifySignup, CompleteSignup, ReadSignupState, CheckIdentity],
  exports: [VerifySignup, ReadSignupState, CheckIdentity],
})
export class VerificationFeature {}
