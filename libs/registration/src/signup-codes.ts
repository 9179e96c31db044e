import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeGenerator, OneTimeCodes } from '@app/one-time-codes';
import type { PendingSignup } from '@app/pending-signups';
import { SignupSettings } from '@app/settings';

/** The codes of one message. A mail carries both; an SMS the digits alone. Lifetimes in seconds. */
export interface ProofCodes {
  readonly digits: string;
  readonly digitsTtl: number;
  readonly link: string | null;
  /** Of the main one: of the link where there is one. */
  readonly usableFor: number;
}

/** Makes and stores the codes that prove a pending signup. None outlives it. */
@Injectable()
export class SignupCodes {
  constructor(
    private readonly generator: CodeGenerator,
    private readonly codes: OneTimeCodes,
    private readonly settings: SignupSettings,
    private readonly clock: Clock,
  ) {}

  make(pending: PendingSignup): ProofCodes {
    const left = pending.secondsLeft(this.clock.now());
    const digits = this.generator.digits();
    const digitsTtl = Math.min(this.settings.otpTtl, left);
    return pending.destination.channel === 'mail'
      ? {
          digits,
          digitsTtl,
          link: this.generator.link(),
          usableFor: Math.min(this.settings.linkTtl, left),
        }
      : { digits, digitsTtl, link: null, usableFor: digitsTtl };
  }

  /** Inside a unit of work. The codes sent before are dead from here on. */
  async store(pending: PendingSignup, { digits, digitsTtl, link, usableFor }: ProofCodes): Promise<void> {
    const binding = bindingOf(pending);
    await this.codes.putDigits({ ...binding, purpose: 'signup-digits' }, digits, digitsTtl);
    if (link !== null) await this.codes.putLink({ ...binding, purpose: 'signup-link' }, link, usableFor);
  }

  /** The same work, which leaves nothing. */
  async storeDecoy(
    pending: PendingSignup,
    { digits, digitsTtl, link, usableFor }: ProofCodes,
  ): Promise<void> {
    const binding = bindingOf(pending);
    await this.codes.putDecoy({ ...binding, purpose: 'signup-digits' }, digits, digitsTtl);
    if (link !== null) await this.codes.putDecoy({ ...binding, purpose: 'signup-link' }, link, usableFor);
  }
}

const bindingOf = ({ uuid, destination }: PendingSignup) => ({ subject: uuid, target: destination.to });
