import { Injectable } from '@nestjs/common';
import { codeMessages, Limits } from '@app/limits';
import { CodeRejected, OneTimeCodes, type CodeBinding } from '@app/one-time-codes';
import type { User } from '@app/users';
import { SignupSettings } from '@app/settings';
import { AddressMessages } from './address-messages.js';
import type { NewAddress } from './new-address.js';
import { OwnerChange } from './owner-change.js';

/** Sends digits to a new address and takes them back. One change per kind of address waits at a time. */
@Injectable()
export class AddressProof {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly messages: AddressMessages,
    private readonly limits: Limits,
    private readonly change: OwnerChange,
    private readonly settings: SignupSettings,
  ) {}

  /** @returns seconds the digits can be used @throws TooManyRequests | ServiceUnavailable | Unauthorized */
  async send(address: NewAddress): Promise<number> {
    const { purpose, to, user } = address;
    const { resendCooldown, otpTtl } = this.settings;
    const { digits, message } = await this.messages.prepare(address, otpTtl);
    await this.change.inTurn(address, async () => {
      await this.limits.spend([...codeMessages, { name: purpose, most: 1, window: resendCooldown }], to);
      await this.codes.putDigits({ purpose, subject: user.uuid, target: to }, digits, otpTtl);
      await this.messages.add(message);
    });
    return otpTtl;
  }

  /** Pays for one attempt. @returns what the digits are bound to @throws CodeRejected when no change waits */
  async attempt(purpose: NewAddress['purpose'], user: User): Promise<CodeBinding> {
    const waiting = await this.codes.findLive(purpose, user.uuid);
    if (!waiting) throw new CodeRejected('unknown');
    const binding = { purpose, subject: user.uuid, target: waiting.target };
    await this.codes.countTry(binding);
    return binding;
  }

  /** Inside the unit of work. @throws CodeRejected */
  async consume(binding: CodeBinding, digits: string): Promise<void> {
    await this.codes.consumeDigits(binding, digits);
    // A link that went to the address before must not set the password of the account that has left it.
    if (binding.purpose === 'email-change') await this.codes.end('password-reset', binding.subject);
  }
}
