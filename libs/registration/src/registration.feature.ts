import { Module } from '@nestjs/common';
import { RegisterInternally } from './register-internally.js';
import { RegisterOpenly } from './register-openly.js';
import { ResendSignup } from './resend-signup.js';
import { SignupCodes } from './signup-codes.js';
import { SignupMessages } from './signup-messages.js';
import { SignupProof } from './signup-proof.js';
import { SignupTokens } from './signup-tokens.js';
import { StartSignup } from './start-signup.js';

/** Making accounts, at once or after proof. */
@Module({
  providers: [
    RegisterInternally,
    RegisterOpenly,
    StartSignup,
    ResendSignup,
    SignupProof,
    SignupCodes,
    SignupMessages,
    SignupTokens,
  ],
  exports: [RegisterInternally, RegisterOpenly, StartSignup, ResendSignup],
})
export class RegistrationFeature {}
