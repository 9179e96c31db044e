import { Injectable } from '@nestjs/common';
import { Eta } from 'eta';
import type { MessageCatalogue, MessageType } from '@app/outbox';
import { MessageSettings, type Locale } from '@app/settings';
import { safeText } from './safe-text.js';
import { templatesOf } from './template-folder.js';
import type { MailTemplate, Template } from './template.js';

/** A message's words, ready to send. */
interface Words {
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
}

const trim = { autoFilter: true, filterFunction: safeText, autoTrim: false } as const;
const plain = new Eta({ ...trim, autoEscape: false });
const markup = new Eta({ ...trim, autoEscape: true });

const isMail = (template: Template): template is MailTemplate => 'html' in template;

/** Puts values into templates. Values are data: escaped for HTML, one line, never read as a template. */
@Injectable()
export class Templates {
  private readonly sets: ReturnType<typeof templatesOf>;

  /** @throws SettingsFault when a template of TEMPLATES_DIR cannot be used */
  constructor({ templatesDir }: MessageSettings) {
    this.sets = templatesOf(templatesDir);
  }

  render(type: MessageType, locale: Locale, values: MessageCatalogue[MessageType]): Words {
    const template = this.sets[type][locale];
    const text = plain.renderString(template.text, values);
    if (!isMail(template)) return { subject: null, text, html: null };
    return {
      subject: plain.renderString(template.subject, values),
      text,
      html: markup.renderString(template.html, values),
    };
  }
}
