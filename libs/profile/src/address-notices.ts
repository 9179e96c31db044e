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

  /** Outside the unit of work. */
  async sealEmailChange(
    user: User,
    email: string,
    holder: User | null,
    locale: Locale,
  ): Promise<PreparedNotices> {
    const messages = [await this.sealTaken(holder, 'email-taken', email, locale)];
    // An address that was never proven may be a stranger's, who has no say in this account.
    const before = user.emailVerifiedAt === null || user.email === email ? null : user.email;
    if (before === null) return { messages, undo: null };
    const code = this.generator.link();
    const link = `${this.http.publicUrl}/profile/email/undo?code=${encodeURIComponent(code)}`;
    const payload = { username: user.username, detail: email, link, linkHours: undoHours };
    const envelope = {
      type: 'email-changed',
      channel: 'mail',
      to: before,
      locale,
      subject: user.uuid,
    } as const;
    messages.push(await this.outbox.seal({ ...envelope, payload }));
    return { messages, undo: { subject: user.uuid, target: before, code } };
  }

  /** Outside the unit of work. */
  async sealPhoneChange(
    user: User,
    phone: string,
    holder: User | null,
    locale: Locale,
  ): Promise<PreparedNotices> {
    const taken = await this.sealTaken(holder, 'phone-taken', phone, locale);
    const isNew = user.phoneNumber !== phone;
    const changed = isNew
      ? await this.owners.seal(user, { type: 'phone-changed', detail: phone, locale })
      : null;
    return { messages: [taken, changed], undo: null };
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
}
