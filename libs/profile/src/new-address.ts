import type { Locale } from '@app/settings';
import type { User } from '@app/users';

/** A new address that is to be proven. */
export interface NewAddress {
  readonly purpose: 'email-change' | 'phone-change';
  readonly channel: 'mail' | 'sms';
  readonly to: string;
  readonly user: User;
  readonly locale: Locale;
}
