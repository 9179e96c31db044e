import { ValidateBy, type ValidationArguments } from 'class-validator';
import { canonicalEmail } from '@app/users';

/** Two names for one address: given both, they must mean the same mailbox (SECURITY R38). */
export const sameAddressAs = (other: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'form',
      validator: {
        validate: (value: unknown, given?: ValidationArguments) => {
          const twin = (given?.object as Record<string, unknown> | undefined)?.[other];
          if (typeof value !== 'string' || typeof twin !== 'string') return true;
          return canonicalEmail(value) === canonicalEmail(twin);
        },
        defaultMessage: (given?: ValidationArguments) =>
          `Property '${given?.property ?? ''}' must equal ${other}`,
      },
    },
    { context: { kind: 'form' } },
  );
