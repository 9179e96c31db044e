import { Injectable } from '@nestjs/common';
import { CodeGenerator, OneTimeCodes } from '@app/one-time-codes';
import type { PendingSignup } from '@app/pending-signups';
import { SignupSettings } from '@app/settings';

/** The codes of one message. A mail carries both; an SMS the digits alone. */
export interface ProofCodes {
  readonly digits: string;
  readonly link: string | null;
  /** Seconds for which the main one can be used. */
  readonly usableFor: number;
}

/** Makes and stores the codes that prove a pending signup. */
@Injectable()
export class SignupCodes {
  constructor(
    private readonly generator: CodeGenerator,
    private readonly codes: OneTimeCodes,
    private readonly settings: SignupSettings,
  ) {}

  make({ destination }: PendingSignup): ProofCodes {
    const digits = this.generator.digits();
    return destination.channel === 'mail'
      ? { digits, link: this.generator.link(), usableFor: this.settings.linkTtl }
      : { digits, link: null, usableFor: this.settings.otpTtl };
  }

  /** Inside a unit of work. The codes sent before are dead from here on. */
  async store({ uuid, destination }: PendingSignup, { digits, link }: ProofCodes): Promise<void> {
    const binding = { subject: uuid, target: destination.to };
    await this.codes.putDigits({ ...binding, purpose: 'signup-digits' }, digits, this.settings.otpTtl);
    if (link !== null)
      await this.codes.putLink({ ...binding, purpose: 'signup-link' }, link, this.settings.linkTtl);
  }
}
