import { Injectable } from '@nestjs/common';
import { Outbox, type SealedMessage } from '@app/outbox';
import type { PendingSignup } from '@app/pending-signups';
import { HttpSettings } from '@app/settings';

/** Tells the owner of a proven address what was done with it. */
@Injectable()
export class AccountNotices {
  constructor(
    private readonly outbox: Outbox,
    private readonly http: HttpSettings,
  ) {}

  /** "Your account exists; not you?", to the address that was just proven. Outside the unit of work. */
  sealCreated(pending: PendingSignup): Promise<SealedMessage> {
    const { channel, to } = pending.destination;
    const { username, firstName, platform, locale, uuid } = pending;
    const link = `${this.http.publicUrl}/password/reset`;
    const envelope = { to, locale, subject: uuid };
    return channel === 'mail'
      ? this.outbox.seal({
          ...envelope,
          type: 'account-created',
          channel,
          payload: { username, firstName, platform, link },
        })
      : this.outbox.seal({
          ...envelope,
          type: 'account-created-sms',
          channel,
          payload: { username, platform, link },
        });
  }

  /** Inside the unit of work. */
  async add(message: SealedMessage): Promise<void> {
    await this.outbox.add(message);
  }
}
