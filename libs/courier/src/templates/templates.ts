import { Injectable } from '@nestjs/common';
import { Eta } from 'eta';
import type { Locale, MessageCatalogue, MessageType } from '@app/outbox';
import { builtInTemplates } from './built-in.js';
import { safeText } from './safe-text.js';
import type { MailTemplate, Template } from './template.js';

/** A message's words, ready to send. */
export interface Words {
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
}

const plain = new Eta({ autoEscape: false, autoFilter: true, filterFunction: safeText, autoTrim: false });
const markup = new Eta({ autoEscape: true, autoFilter: true, filterFunction: safeText, autoTrim: false });

const isMail = (template: Template): template is MailTemplate => 'html' in template;

/** Puts values into templates. Values are data: escaped for HTML, one line, never read as a template. */
@Injectable()
export class Templates {
  render<Type extends MessageType>(type: Type, locale: Locale, values: MessageCatalogue[Type]): Words {
    const template = builtInTemplates[type][locale];
    const text = plain.renderString(template.text, values);
    if (!isMail(template)) return { subject: null, text, html: null };
    return {
      subject: plain.renderString(template.subject, values),
      text,
      html: markup.renderString(template.html, values),
    };
  }
}
