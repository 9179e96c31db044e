import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageType } from '@app/outbox';
import { SettingsFault, type Locale } from '@app/settings';
import { builtInTemplates, templateFields, templatePurposes } from './built-in.js';
import { templateFault } from './template-check.js';
import type { Template, TemplateSet } from './template.js';

type Sets = Record<MessageType, TemplateSet>;

const isType = (name: string): name is MessageType => Object.hasOwn(builtInTemplates, name);

/** `<type>.<locale>.<part>`, such as `signup-link.id.subject`. */
const fileName = /^([a-z-]+)\.(id|en)\.(subject|text|html)$/;

/**
 * The built-in templates with those of TEMPLATES_DIR in their places.
 * @throws SettingsFault naming every file that is unknown, or does more than name its fields
 */
export function templatesOf(folder: string | undefined): Sets {
  const sets: Sets = structuredClone(builtInTemplates);
  const faults: string[] = [];
  for (const file of folder === undefined ? [] : filesIn(folder)) {
    const fault = place(sets, file, textOf(join(folder ?? '', file)));
    if (fault !== null) faults.push(`TEMPLATES_DIR: ${file} ${fault}.`);
  }
  if (faults.length > 0) throw new SettingsFault(faults);
  return sets;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch {
    throw new SettingsFault(['TEMPLATES_DIR: names a folder that cannot be read.']);
  }
}

/** Null when it is no file that can be read as text. */
function textOf(file: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch {
    return null;
  }
}

/** What is wrong with a part that is a sound template otherwise. */
function partFault(part: string, words: string, purpose: string): string | null {
  if (part === 'subject') return /[\r\n]/.test(words) ? 'has several lines; a subject is one' : null;
  // The whole tag: `it.link` also begins `it.linkHours`.
  const names = new RegExp(`<%=\\s*it\\.${purpose}\\s*%>`).test(words);
  return names ? null : `leaves out <%= it.${purpose} %>, which the message is for`;
}

function place(sets: Sets, file: string, text: string | null): string | null {
  const [, type, locale, part] = fileName.exec(file) ?? ['', '', '', ''];
  if (!isType(type)) return 'is no template; files are named <type>.<id or en>.<subject, text or html>';
  const template: Template = sets[type][locale as Locale];
  if (!(part in template)) return 'is a part that this message does not have';
  if (text === null) return 'cannot be read as UTF-8 text';
  // Editors end every file with a line break; in a subject or an SMS it would be one of the message.
  const words = part === 'html' ? text : text.trim();
  const fault = templateFault(words, templateFields[type]) ?? partFault(part, words, templatePurposes[type]);
  if (fault === null) Object.assign(template, { [part]: words });
  return fault;
}
