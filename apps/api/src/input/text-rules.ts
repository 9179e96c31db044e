import { CommonPasswords, passwordFault } from '@app/passwords';
import { canonicalEmail, isPhoneNumber, usernameFault } from '@app/users';
import { textRule, type Rule } from './rule.js';

export const emailFormat = textRule(
  'email',
  (text) => canonicalEmail(text) !== null,
  () => 'Invalid email format',
);

/** @param message the route's own text (CONTRACT 2: `/signup` has another than the rest) */
export const phoneFormat = (message = 'Invalid phone number format') =>
  textRule('phone', isPhoneNumber, () => message);

export const oneOf = (values: readonly string[]) =>
  textRule(
    'enum',
    (text) => values.includes(text),
    (property) => `Property '${property}' must be one of: ${values.join(', ')}`,
  );

const control = /\p{Cc}/u;

/** `least` to `most` code points, no control characters, no half characters. */
export const lengthWithin = (least: number, most: number) =>
  textRule(
    'length',
    (text) => {
      if (text.length > 2 * most || !text.isWellFormed() || control.test(text)) return false;
      const length = Array.from(text).length;
      return length >= least && length <= most;
    },
    (property) => `Property '${property}' must be ${least} to ${most} characters`,
  );

export const usernameFormat = textRule(
  'length',
  (text) => usernameFault(text) === null,
  (_property, text) => usernameFault(text) ?? '',
);

const common = CommonPasswords.bundled();

/** The strict policy, for a dialect that lists a weak password among its other fields. */
export const strictPassword: Rule = {
  kind: 'password',
  holds: (value) => typeof value !== 'string' || passwordFault(value, 'strict', common) === null,
  message: (property, value) =>
    `Property '${property}' ${passwordFault(String(value), 'strict', common) ?? ''}`,
};
