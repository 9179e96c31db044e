import { Injectable } from '@nestjs/common';
import { Outbox, type SealedMessage } from '@app/outbox';
import type { Locale } from '@app/settings';
import type { PendingSignup } from '@app/pending-signups';
import { ServiceUnavailable } from '@app/problems';
import { HttpSettings, MessageSettings } from '@app/settings';
import type { ProofCodes } from './signup-codes.js';

const minute = 60;
const hour = 3600;

/** Rounded down, so that no message promises more than holds; settings for trying things out have less than one. */
const wholly = (seconds: number, unit: number): number => Math.max(1, Math.floor(seconds / unit));

/** Writes the message that carries the codes of a pending signup. */
@Injectable()
export class SignupMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly http: HttpSettings,
    private readonly messages: MessageSettings,
  ) {}

  /** Outside the unit of work. @throws ServiceUnavailable when the mode's channel is switched off */
  seal(pending: PendingSignup, codes: ProofCodes, locale: Locale): Promise<SealedMessage> {
    const { digits, digitsTtl, link, usableFor } = codes;
    const { channel, to } = pending.destination;
    if (this.messages[channel].kind === 'none') throw new ServiceUnavailable(hour);
    const envelope = { to, locale, subject: pending.uuid };
    const digitsMinutes = wholly(digitsTtl, minute);
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
      linkHours: wholly(usableFor, hour),
      digits,
      digitsMinutes,
    };
    return this.outbox.seal({ ...envelope, type: 'signup-link', channel: 'mail', payload });
  }

  /** Inside the unit of work. What waited to be sent before says nothing that holds any more, and goes. */
  async add(message: SealedMessage): Promise<void> {
    await this.outbox.replace(message);
  }

  /** The same work for a message that nobody gets. */
  async addDecoy(message: SealedMessage): Promise<void> {
    await this.outbox.addDecoy(message);
  }
}
