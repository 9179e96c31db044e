import { ValidateBy, type ValidationArguments } from 'class-validator';
import { canonicalEmail, usernameFault, usernameFitsEmail } from '@app/users';
import { textRule } from '../../input/rule.js';
import { fields } from './field-faults.js';

const { least = 0, most = 0 } = fields['account'] ?? {};

/** Account names are usernames of at most 32 code points, counted as they are stored. */
export const accountFormat = textRule(
  'length',
  (text) => usernameFault(text) === null && Array.from(text.trim().normalize('NFC')).length <= most,
  (property) => `Property '${property}' must be ${least} to ${most} characters`,
);

/** An account name with an @ is the account's own address (CONTRACT 1). Without an address there is nothing to compare. */
export const FitsEmail = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'form',
      validator: {
        validate: (value: unknown, given?: ValidationArguments) => {
          const { email } = (given?.object ?? {}) as { email?: unknown };
          const address = typeof email === 'string' ? canonicalEmail(email) : null;
          return typeof value !== 'string' || address === null || usernameFitsEmail(value, address);
        },
        defaultMessage: () => "Property 'account' must not contain @ unless it equals email",
      },
    },
    { context: { kind: 'form' } },
  );
