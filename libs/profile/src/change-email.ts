import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import type { Locale } from '@app/settings';
import { EmailTaken, parseEmail, UniqueIdentity, UserRepository, type User } from '@app/users';
import { AddressNotices } from './address-notices.js';
import { AddressProof } from './address-proof.js';
import type { Writer } from './owner-change.js';

const purpose = 'email-change';

/** Changes an e-mail address, or proves the present one: it takes effect when the digits sent to it come back. */
@Injectable()
export class ChangeEmail {
  constructor(
    private readonly users: UserRepository,
    private readonly uniqueness: UniqueIdentity,
    private readonly proof: AddressProof,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  /**
   * An address that another account holds without proof counts as free.
   * @returns seconds the digits can be used
   * @throws InvalidEmail | EmailTaken | TooManyRequests | Unauthorized
   */
  async start(writer: Writer, text: string): Promise<number> {
    const email = parseEmail(text);
    await this.holderWithoutProof(writer.user, email);
    return this.proof.send({ ...writer, purpose, channel: 'mail', to: email });
  }

  /** @throws CodeRejected | EmailTaken when another account proved the address first */
  async confirm(user: User, digits: string, locale: Locale): Promise<void> {
    const binding = await this.proof.attempt(purpose, user);
    const email = binding.target;
    const holder = await this.holderWithoutProof(user, email);
    const told = await this.notices.sealEmailChange(user, email, holder, locale);
    const identity = { phoneNumber: null, usernameKey: user.usernameFor(email).usernameKey, email };
    await this.uniqueness.claim(
      identity,
      async () => {
        const now = this.clock.now();
        await this.users.lock(user);
        await this.proof.consume(binding, digits);
        if (holder) await this.users.releaseUnprovenEmail(email, now);
        const username = user.usernameFor(email);
        await this.users.update(user.id, { email, emailVerifiedAt: now, ...username, updatedAt: now });
        await this.notices.add(told);
      },
      user.id,
    );
  }

  private async holderWithoutProof({ id }: User, email: string): Promise<User | null> {
    const holder = await this.users.findByEmail(email);
    if (!holder || holder.id === id) return null;
    if (holder.emailVerifiedAt !== null) throw new EmailTaken();
    return holder;
  }
}
