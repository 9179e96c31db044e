import { Injectable } from '@nestjs/common';
import { CodeGenerator } from '@app/one-time-codes';
import { Outbox, type SealedMessage } from '@app/outbox';
import { ServiceUnavailable } from '@app/problems';
import { MessageSettings } from '@app/settings';
import type { NewAddress } from './new-address.js';

const hour = 3600;

/** Writes the message that carries digits to a new address. */
@Injectable()
export class AddressMessages {
  constructor(
    private readonly generator: CodeGenerator,
    private readonly outbox: Outbox,
    private readonly settings: MessageSettings,
  ) {}

  /** Outside the unit of work. @throws ServiceUnavailable when the channel is switched off */
  async prepare(address: NewAddress, ttl: number): Promise<{ digits: string; message: SealedMessage }> {
    const { channel, to, user, locale } = address;
    if (this.settings[channel].kind === 'none') throw new ServiceUnavailable(hour);
    const digits = this.generator.digits();
    const envelope = { to, locale, subject: user.uuid };
    const payload = { username: user.username, digits, digitsMinutes: Math.max(1, Math.floor(ttl / 60)) };
    const message = await this.outbox.seal(
      channel === 'mail'
        ? { ...envelope, channel, type: 'email-change-digits', payload }
        : { ...envelope, channel, type: 'phone-change-digits', payload },
    );
    return { digits, message };
  }

  /** Inside the unit of work. */
  async add(message: SealedMessage): Promise<void> {
    await this.outbox.add(message);
  }
}
