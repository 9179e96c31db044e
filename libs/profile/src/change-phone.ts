import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import type { Locale } from '@app/settings';
import { parsePhoneNumber, PhoneNumberTaken, UniqueIdentity, UserRepository, type User } from '@app/users';
import { AddressNotices } from './address-notices.js';
import { AddressProof } from './address-proof.js';
import type { Writer } from './owner-change.js';

const purpose = 'phone-change';

/** Changes a phone number, or proves the present one: it takes effect when the digits sent to it come back. */
@Injectable()
export class ChangePhone {
  constructor(
    private readonly users: UserRepository,
    private readonly uniqueness: UniqueIdentity,
    private readonly proof: AddressProof,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  /**
   * A number that another account holds without proof counts as free.
   * @returns seconds the digits can be used
   * @throws InvalidPhoneNumber | PhoneNumberTaken | TooManyRequests | Unauthorized
   */
  async start(writer: Writer, text: string): Promise<number> {
    const phoneNumber = parsePhoneNumber(text);
    await this.holderWithoutProof(writer.user, phoneNumber);
    return this.proof.send({ ...writer, purpose, channel: 'sms', to: phoneNumber });
  }

  /** @throws CodeRejected | PhoneNumberTaken when another account proved the number first */
  async confirm(user: User, digits: string, locale: Locale): Promise<void> {
    const binding = await this.proof.attempt(purpose, user);
    const phoneNumber = binding.target;
    const holder = await this.holderWithoutProof(user, phoneNumber);
    const told = await this.notices.sealPhoneChange(user, phoneNumber, holder, locale);
    await this.uniqueness.claim(
      { phoneNumber, usernameKey: null, email: null },
      async () => {
        const now = this.clock.now();
        await this.users.lock(user);
        await this.proof.consume(binding, digits);
        if (holder) await this.users.releaseUnprovenPhone(phoneNumber, now);
        await this.users.update(user.id, { phoneNumber, phoneVerifiedAt: now, updatedAt: now });
        await this.notices.add(told);
      },
      user.id,
    );
  }

  private async holderWithoutProof({ id }: User, phoneNumber: string): Promise<User | null> {
    const holder = await this.users.findByPhoneNumber(phoneNumber);
    if (!holder || holder.id === id) return null;
    if (holder.phoneVerifiedAt !== null) throw new PhoneNumberTaken();
    return holder;
  }
}
