/** How a message travels. */
export type ChannelId = 'mail' | 'sms';

/** Languages messages and pages are written in. */
export type Locale = 'id' | 'en';

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
