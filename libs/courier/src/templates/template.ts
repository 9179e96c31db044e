import type { MessageCatalogue, MessageType } from '@app/outbox';
import type { Locale } from '@app/settings';

/** The words of a mail in one language. */
export interface MailTemplate {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The words of an SMS in one language. */
export interface SmsTemplate {
  readonly text: string;
}

export type Template = MailTemplate | SmsTemplate;

/**
 * One message type in every language. Templates know `<%= it.name %>` and nothing else: no logic, no code, so that one
 * put in by an operator cannot do more than speak.
 */
export type TemplateSet = Readonly<Record<Locale, Template>>;

/** What templates of a type may name: the catalogue's fields, all as text. */
export type TemplateValues<Type extends MessageType> = Readonly<Record<keyof MessageCatalogue[Type], string>>;
