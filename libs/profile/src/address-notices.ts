import { Injectable } from '@nestjs/common';
import { CodeGenerator, OneTimeCodes } from '@app/one-time-codes';
import { Outbox, OwnerNotices, type SealedMessage } from '@app/outbox';
import { HttpSettings, type Locale } from '@app/settings';
import type { User } from '@app/users';

/** What is to be told of a change, and the way back that comes with it. */
export interface PreparedNotices {
  readonly messages: readonly (SealedMessage | null)[];
  readonly undo: { readonly subject: string; readonly target: string; readonly code: string } | null;
}

/** Hours in which the owner of the address before can bring it back. */
const undoHours = 72;

/** Tells those whom a change of address concerns: the old address, and whoever held the new one without proof. */
@Injectable()
export class AddressNotices {
  constructor(
    private readonly generator: CodeGenerator,
    private readonly codes: OneTimeCodes,
    private readonly outbox: Outbox,
    private readonly owners: OwnerNotices,
    private readonly http: HttpSettings,
  ) {}

  /** The address before hears of it, with a way back if it was proven. Outside the unit of work. */
  async sealEmailChange(
    user: User,
    email: string,
    holder: User | null,
    locale: Locale,
  ): Promise<PreparedNotices> {
    const messages = [await this.sealTaken(holder, 'email-taken', email, locale)];
    const before = user.email === email ? null : user.email;
    if (before === null) return { messages, undo: null };
    // An address that was never proven may be a stranger's, who has no say in this account.
    if (user.emailVerifiedAt === null)
      return { messages: [...messages, await this.sealReplaced(user, email, locale)], undo: null };
    if (!this.owners.speaksBy('mail')) return { messages, undo: null };
    const code = this.generator.link();
    const link = `${this.http.publicUrl}/profile/email/undo?code=${encodeURIComponent(code)}`;
    const payload = { username: user.username, detail: email, link, linkHours: undoHours };
    const envelope = { to: before, locale, subject: user.uuid } as const;
    messages.push(await this.outbox.seal({ ...envelope, type: 'email-changed', channel: 'mail', payload }));
    return { messages, undo: { subject: user.uuid, target: before, code } };
  }

  /** The address that has to go hears of it, too. Outside the unit of work. */
  async sealUndo(user: User, email: string, holder: User | null, locale: Locale): Promise<PreparedNotices> {
    const taken = await this.sealTaken(holder, 'email-taken', email, locale);
    const replaced = user.email === email ? null : await this.sealReplaced(user, email, locale);
    return { messages: [taken, replaced], undo: null };
  }

  /** Outside the unit of work. */
  async sealPhoneChange(
    user: User,
    phone: string,
    holder: User | null,
    locale: Locale,
  ): Promise<PreparedNotices> {
    const taken = await this.sealTaken(holder, 'phone-taken', phone, locale);
    if (user.phoneNumber === phone) return { messages: [taken], undo: null };
    const changed = await this.owners.seal(user, { type: 'phone-changed', detail: phone, locale });
    return { messages: [taken, changed, await this.sealToNumberBefore(user, locale)], undo: null };
  }

  /** A number that was proven gives way to one that nobody has proven yet. Outside the unit of work. */
  async sealPhoneReplaced(user: User, phone: string, locale: Locale): Promise<PreparedNotices> {
    const isNews = user.phoneVerifiedAt !== null && user.phoneNumber !== phone;
    return isNews ? this.sealPhoneChange(user, phone, null, locale) : { messages: [], undo: null };
  }

  /** Inside the unit of work. */
  async add({ messages, undo }: PreparedNotices): Promise<void> {
    for (const message of messages) await this.owners.add(message);
    if (undo === null) return;
    const { code, ...binding } = undo;
    await this.codes.putUndoLink({ ...binding, purpose: 'email-undo' }, code, undoHours * 3600);
  }

  /** Only on an address that the one who loses has proven. */
  private async sealTaken(
    holder: User | null,
    type: 'email-taken' | 'phone-taken',
    detail: string,
    locale: Locale,
  ): Promise<SealedMessage | null> {
    if (holder === null || (holder.emailVerifiedAt === null && holder.phoneVerifiedAt === null)) return null;
    return this.owners.seal(holder, { type, detail, locale });
  }

  private sealReplaced(user: User, email: string, locale: Locale): Promise<SealedMessage | null> {
    return this.owners.seal(user, { type: 'email-replaced', detail: email, locale });
  }

  /** Whoever has the number before, where the notice itself goes to a proven e-mail address (SECURITY R32). */
  private async sealToNumberBefore(user: User, locale: Locale): Promise<SealedMessage | null> {
    const { phoneNumber: to, username, uuid: subject } = user;
    if (to === null || user.phoneVerifiedAt === null || user.emailVerifiedAt === null) return null;
    if (!this.owners.speaksBy('sms')) return null;
    const link = `${this.http.publicUrl}/password/reset`;
    const envelope = { to, locale, subject } as const;
    return this.outbox.seal({ ...envelope, type: 'notice-sms', channel: 'sms', payload: { username, link } });
  }
}
