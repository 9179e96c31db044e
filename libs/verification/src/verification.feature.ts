import { Module } from '@nestjs/common';
import { AccountNotices } from './account-notices.js';
import { CheckIdentity } from './check-identity.js';
import { CompleteSignup } from './complete-signup.js';
import { ReadSignupState } from './read-signup-state.js';
import { SignupLinks } from './signup-links.js';
import { VerifySignup } from './verify-signup.js';

/** Proving addresses, and telling which are taken. */
@Module({
  providers: [VerifySignup, SignupLinks, CompleteSignup, AccountNotices, ReadSignupState, CheckIdentity],
  exports: [VerifySignup, SignupLinks, ReadSignupState, CheckIdentity],
})
export class VerificationFeature {}
