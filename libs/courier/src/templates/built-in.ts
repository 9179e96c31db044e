import type { MessageCatalogue, MessageType } from '@app/outbox';
import { accountCreated, accountCreatedSms } from './account-created.js';
import { emailChangeDigits, emailChanged, phoneChangeDigits } from './address-change.js';
import * as notices from './notices.js';
import { passwordReset } from './password-reset.js';
import { signupDigits } from './signup-digits.js';
import { signupLink } from './signup-link.js';
import type { TemplateSet } from './template.js';

/** The templates the service brings along, one set per message type. */
export const builtInTemplates: Readonly<Record<MessageType, TemplateSet>> = {
  'signup-link': signupLink,
  'signup-digits': signupDigits,
  'account-created': accountCreated,
  'account-created-sms': accountCreatedSms,
  'password-reset': passwordReset,
  'email-change-digits': emailChangeDigits,
  'phone-change-digits': phoneChangeDigits,
  'email-changed': emailChanged,
  'new-device': notices.newDevice,
  'password-changed': notices.passwordChanged,
  'phone-changed': notices.phoneChanged,
  'email-replaced': notices.emailReplaced,
  'email-taken': notices.emailTaken,
  'phone-taken': notices.phoneTaken,
  'deletion-asked': notices.deletionAsked,
  'notice-sms': notices.noticeSms,
};

const noticeFields = ['username', 'time', 'detail', 'link'] as const;

/** The fields each type's templates may name: the catalogue's, which only exists for the compiler, written out. */
export const templateFields: { readonly [Type in MessageType]: readonly (keyof MessageCatalogue[Type])[] } = {
  'signup-link': ['username', 'firstName', 'platform', 'link', 'linkHours', 'digits', 'digitsMinutes'],
  'signup-digits': ['digits', 'digitsMinutes'],
  'account-created': ['username', 'firstName', 'platform', 'link'],
  'account-created-sms': ['username', 'platform', 'link'],
  'password-reset': ['username', 'link', 'linkMinutes'],
  'email-change-digits': ['username', 'digits', 'digitsMinutes'],
  'phone-change-digits': ['digits', 'digitsMinutes'],
  'email-changed': ['username', 'detail', 'link', 'linkHours'],
  'new-device': noticeFields,
  'password-changed': noticeFields,
  'phone-changed': noticeFields,
  'email-replaced': noticeFields,
  'email-taken': noticeFields,
  'phone-taken': noticeFields,
  'deletion-asked': noticeFields,
  'notice-sms': ['username', 'link'],
};

/** What a message is sent for: texts that leave it out are of no use to whoever gets them. */
export const templatePurposes: { readonly [Type in MessageType]: keyof MessageCatalogue[Type] & string } = {
  'signup-link': 'link',
  'signup-digits': 'digits',
  'account-created': 'link',
  'account-created-sms': 'link',
  'password-reset': 'link',
  'email-change-digits': 'digits',
  'phone-change-digits': 'digits',
  'email-changed': 'link',
  'new-device': 'link',
  'password-changed': 'link',
  'phone-changed': 'link',
  'email-replaced': 'link',
  'email-taken': 'link',
  'phone-taken': 'link',
  'deletion-asked': 'detail',
  'notice-sms': 'link',
};
