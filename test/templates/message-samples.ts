import { builtInTemplates, Templates } from '@app/courier';
import type { MessageCatalogue, MessageType } from '@app/outbox';
import { readSettings, type Locale } from '@app/settings';

type Payload<Type extends MessageType> = MessageCatalogue[Type];

const link = 'https://usapi.onindonesia.id/signup/confirm?code=fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE';
const reset = 'https://usapi.onindonesia.id/password/reset';
const notice = {
  username: 'test20250219000',
  time: '20 November 2025 pukul 16.24 WIB',
  detail: 'Firefox, Linux (203.0.113.7)',
  link: reset,
};
const person = { username: 'test20250219000', firstName: 'Ada', platform: 'ONMARKET' };

/** What people get, with the longest platform and a username of usual length. */
export const usual: { readonly [Type in MessageType]: Payload<Type> } = {
  'signup-link': { ...person, link, linkHours: 5, digits: '042913', digitsMinutes: 10 },
  'signup-digits': { digits: '042913', digitsMinutes: 10 },
  'account-created': { ...person, link: reset },
  'account-created-sms': { username: person.username, platform: person.platform, link: reset },
  'password-reset': { username: person.username, link, linkMinutes: 30 },
  'email-change-digits': { username: person.username, digits: '042913', digitsMinutes: 10 },
  'phone-change-digits': { digits: '042913', digitsMinutes: 10 },
  'email-changed': { username: person.username, detail: 'ada@example.test', link, linkHours: 72 },
  'new-device': notice,
  'password-changed': notice,
  'phone-changed': notice,
  'email-replaced': notice,
  'email-taken': notice,
  'phone-taken': notice,
  'deletion-asked': notice,
  'notice-sms': { username: person.username, link: reset },
};

export const types = Object.keys(usual) as MessageType[];
export const locales: readonly Locale[] = ['id', 'en'];
export const typesAndLocales = types.flatMap((type) => locales.map((locale) => [type, locale] as const));

const isMail = (type: MessageType): boolean => 'html' in builtInTemplates[type].id;
export const mails = typesAndLocales.filter(([type]) => isMail(type));
export const texts = typesAndLocales.filter(([type]) => !isMail(type));

/** The usual payload with every text in it replaced. */
export const saying = (type: MessageType, text: string): Payload<MessageType> =>
  Object.fromEntries(
    Object.entries(usual[type]).map(([field, value]) => [field, typeof value === 'string' ? text : value]),
  ) as unknown as Payload<MessageType>;

/** The templates as the service has them, with a folder of overriding ones or without. */
export const templatesWith = (folder?: string): Templates =>
  new Templates(
    readSettings({
      NODE_ENV: 'test',
      JWT_SECRET: 'only to read settings, 32 bytes and more',
      ...(folder !== undefined && { TEMPLATES_DIR: folder }),
    }).messages,
  );
