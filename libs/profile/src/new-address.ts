import type { Writer } from './owner-change.js';

/** A new address that is to be proven. */
export interface NewAddress extends Writer {
  readonly purpose: 'email-change' | 'phone-change';
  readonly channel: 'mail' | 'sms';
  readonly to: string;
}
