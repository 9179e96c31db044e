import { Injectable } from '@nestjs/common';
import { Outbox, type SealedMessage } from '@app/outbox';
import type { Locale } from '@app/settings';
import type { PendingSignup } from '@app/pending-signups';
import { ServiceUnavailable } from '@app/problems';
import { HttpSettings, MessageSettings, SignupSettings } from '@app/settings';
import type { ProofCodes } from './signup-codes.js';

const hour = 3600;

/** Writes the message that carries the codes of a pending signup. */
@Injectable()
export class SignupMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly signup: SignupSettings,
    private readonly http: HttpSettings,
    private readonly messages: MessageSettings,
  ) {}

  /** Outside the unit of work. @throws ServiceUnavailable when the mode's channel is switched off */
  seal(pending: PendingSignup, { digits, link }: ProofCodes, locale: Locale): Promise<SealedMessage> {
    const { channel, to } = pending.destination;
    if (this.messages[channel].kind === 'none') throw new ServiceUnavailable(hour);
    const envelope = { to, locale, subject: pending.uuid };
    const digitsMinutes = Math.round(this.signup.otpTtl / 60);
    if (link === null) {
      return this.outbox.seal({
        ...envelope,
        type: 'signup-digits',
        channel: 'sms',
        payload: { digits, digitsMinutes },
      });
    }
    const payload = {
      username: pending.username,
      firstName: pending.firstName,
      platform: pending.platform,
      // Built from PUBLIC_URL alone, whatever Host the request named (SECURITY R28).
      link: `${this.http.publicUrl}/signup/confirm?code=${encodeURIComponent(link)}`,
      linkHours: Math.round(this.signup.linkTtl / hour),
      digits,
      digitsMinutes,
    };
    return this.outbox.seal({ ...envelope, type: 'signup-link', channel: 'mail', payload });
  }

  /** Inside the unit of work. */
  async add(message: SealedMessage): Promise<void> {
    await this.outbox.add(message);
  }

  /** The same for a message that nobody gets. */
  async addDecoy(message: SealedMessage): Promise<void> {
    await this.outbox.addDecoy(message);
  }
}
