import type { MessageCatalogue, MessageType } from '@app/outbox';
import { accountCreated, accountCreatedSms } from './account-created.js';
import { signupDigits } from './signup-digits.js';
import { signupLink } from './signup-link.js';
import type { TemplateSet } from './template.js';

/** The templates the service brings along, one set per message type. */
export const builtInTemplates: Readonly<Record<MessageType, TemplateSet>> = {
  'signup-link': signupLink,
  'signup-digits': signupDigits,
  'account-created': accountCreated,
  'account-created-sms': accountCreatedSms,
};

/** The fields each type's templates may name: the catalogue's, which only exists for the compiler, written out. */
export const templateFields: { readonly [Type in MessageType]: readonly (keyof MessageCatalogue[Type])[] } = {
  'signup-link': ['username', 'firstName', 'platform', 'link', 'linkHours', 'digits', 'digitsMinutes'],
  'signup-digits': ['digits', 'digitsMinutes'],
  'account-created': ['username', 'firstName', 'platform', 'link'],
  'account-created-sms': ['username', 'platform', 'link'],
};

/** What a message is sent for: texts that leave it out are of no use to whoever gets them. */
export const templatePurposes: { readonly [Type in MessageType]: keyof MessageCatalogue[Type] & string } = {
  'signup-link': 'link',
  'signup-digits': 'digits',
  'account-created': 'link',
  'account-created-sms': 'link',
};
