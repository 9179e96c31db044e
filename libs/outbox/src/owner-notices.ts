import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { HttpSettings, MessageSettings, type Locale } from '@app/settings';
import type { ChannelId, NewMessage, NoticeType } from './message-catalogue.js';
import { Outbox, type SealedMessage } from './outbox.js';

/** Whom a notice is for. */
export interface NoticeOwner {
  readonly uuid: string;
  readonly username: string;
  readonly email: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly phoneNumber: string | null;
  readonly phoneVerifiedAt: Date | null;
}

/** Something the owner of an account should hear of. */
export interface Notice {
  readonly type: NoticeType;
  /** Which device, or which address. */
  readonly detail: string;
  readonly locale: Locale;
}

/** Tells owners what happened to their accounts: on a proven address, or the one they gave when none is proven. */
@Injectable()
export class OwnerNotices {
  constructor(
    private readonly outbox: Outbox,
    private readonly http: HttpSettings,
    private readonly clock: Clock,
    private readonly messages: MessageSettings,
  ) {}

  /** Whether the channel is on: what is said on another would wait as a dead letter for ever. */
  speaksBy(channel: ChannelId): boolean {
    return this.messages[channel].kind !== 'none';
  }

  /** Outside the unit of work. Null for an owner without an address that a channel reaches. */
  async seal(owner: NoticeOwner, { type, detail, locale }: Notice): Promise<SealedMessage | null> {
    const address = addressesOf(owner).find(({ channel }) => this.speaksBy(channel));
    if (!address) return null;
    const link = `${this.http.publicUrl}/password/reset`;
    const envelope = { to: address.to, locale, subject: owner.uuid };
    const { username } = owner;
    const time = timeIn(locale, this.clock.now());
    const message: NewMessage =
      address.channel === 'sms'
        ? { ...envelope, type: 'notice-sms', channel: 'sms', payload: { username, link } }
        : { ...envelope, type, channel: 'mail', payload: { username, time, detail, link } };
    return this.outbox.seal(message);
  }

  /** Inside the unit of work. */
  async add(notice: SealedMessage | null): Promise<void> {
    if (notice !== null) await this.outbox.add(notice);
  }
}

/** The best first: a proven mailbox, a proven number, a mailbox that nobody has proven. */
function addressesOf(owner: NoticeOwner): { readonly channel: ChannelId; readonly to: string }[] {
  const { email, emailVerifiedAt, phoneNumber, phoneVerifiedAt } = owner;
  const mail = email === null ? [] : [{ channel: 'mail', to: email } as const];
  const sms =
    phoneNumber === null || phoneVerifiedAt === null ? [] : [{ channel: 'sms', to: phoneNumber } as const];
  return emailVerifiedAt === null ? [...sms, ...mail] : [...mail, ...sms];
}

/** A moment as a person reads it. */
const timeIn = (locale: Locale, moment: Date): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone: 'Asia/Jakarta' }).format(
    moment,
  );
