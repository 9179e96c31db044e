import type { MessageType } from '@app/outbox';
import { signupDigits } from './signup-digits.js';
import { signupLink } from './signup-link.js';
import type { TemplateSet } from './template.js';

/** The templates the service brings along, one set per message type. */
export const builtInTemplates: Readonly<Record<MessageType, TemplateSet>> = {
  'signup-link': signupLink,
  'signup-digits': signupDigits,
};
