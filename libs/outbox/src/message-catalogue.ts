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
}

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
