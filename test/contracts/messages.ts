import type { Outbox } from '@app/outbox';

/** An SMS with digits, about `subject`. */
export const digitsFor = (subject: string, digits: string): Parameters<Outbox['seal']>[0] => ({
  type: 'signup-digits',
  channel: 'sms',
  to: '621234567891',
  locale: 'en',
  subject,
  payload: { digits, digitsMinutes: 10 },
});
