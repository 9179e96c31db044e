import type { Locale } from '@app/settings';

/** How a message travels. */
export type ChannelId = 'mail' | 'sms';

/** Every message the service sends, by type, with what its templates are given. */
export interface MessageCatalogue {
  /** The link that proves an e-mail address, and the digits for those who would rather type. */
  'signup-link': {
    readonly username: string;
    readonly firstName: string;
    readonly platform: string | null;
    readonly link: string;
    readonly linkHours: number;
    readonly digits: string;
    readonly digitsMinutes: number;
  };
  /** The digits that prove a phone. */
  'signup-digits': { readonly digits: string; readonly digitsMinutes: number };
  /** The account exists now; `link` leads a person who never asked for it to taking it over. */
  'account-created': {
    readonly username: string;
    readonly firstName: string;
    readonly platform: string | null;
    readonly link: string;
  };
  'account-created-sms': {
    readonly username: string;
    readonly platform: string | null;
    readonly link: string;
  };
  /** The link behind which a new password is set. */
  'password-reset': { readonly username: string; readonly link: string; readonly linkMinutes: number };
  /** The digits that prove a new address; the channel is the address's own. */
  'email-change-digits': {
    readonly username: string;
    readonly digits: string;
    readonly digitsMinutes: number;
  };
  'phone-change-digits': { readonly digits: string; readonly digitsMinutes: number };
  /** To the address before, with the way back. */
  'email-changed': {
    readonly username: string;
    readonly detail: string;
    readonly link: string;
    readonly linkHours: number;
  };
  'new-device': NoticeFacts;
  'password-changed': NoticeFacts;
  'phone-changed': NoticeFacts;
  /** The address was replaced, where no way back can come with the news. */
  'email-replaced': NoticeFacts;
  'email-taken': NoticeFacts;
  'phone-taken': NoticeFacts;
  'deletion-asked': NoticeFacts;
  /** Any notice, for an owner who has a proven phone alone. */
  'notice-sms': { readonly username: string; readonly link: string };
}

/** What every notice to an account's owner says. */
interface NoticeFacts {
  readonly username: string;
  /** When it happened, in the owner's language and Jakarta's time. */
  readonly time: string;
  /** Which device, or which address. */
  readonly detail: string;
  /** Where a password is set anew, for an owner who did not do it. */
  readonly link: string;
}

/** The notices among the messages. */
export type NoticeType = {
  [Type in keyof MessageCatalogue]: MessageCatalogue[Type] extends NoticeFacts ? Type : never;
}[keyof MessageCatalogue];

export type MessageType = keyof MessageCatalogue;

/** A message as a use case writes it. */
export type NewMessage = {
  [Type in MessageType]: {
    readonly type: Type;
    readonly channel: ChannelId;
    /** Exactly one recipient: a canonical e-mail address or phone number. */
    readonly to: string;
    readonly locale: Locale;
    /** The pending signup or account it is about. */
    readonly subject: string;
    readonly payload: MessageCatalogue[Type];
  };
}[MessageType];
