import type { Locale } from '@app/settings';

/** The words of a mail in one language. */
export interface MailTemplate {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The words of an SMS in one language. */
interface SmsTemplate {
  readonly text: string;
}

export type Template = MailTemplate | SmsTemplate;

/**
 * One message type in every language. Templates know `<%= it.name %>` and nothing else: no logic, no code, so that one
 * put in by an operator cannot do more than speak.
 */
export type TemplateSet = Readonly<Record<Locale, Template>>;
