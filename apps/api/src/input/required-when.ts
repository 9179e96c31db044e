import { ValidateBy, type ValidationArguments } from 'class-validator';
import { present } from './rule.js';

/** The property is required when the body says so. */
export const requiredWhen = (condition: (body: object) => boolean): PropertyDecorator =>
  ValidateBy(
    {
      name: 'missing',
      validator: {
        validate: (value: unknown, given?: ValidationArguments) =>
          !condition(given?.object ?? {}) || present.holds(value),
        defaultMessage: (given?: ValidationArguments) => present.message(given?.property ?? ''),
      },
    },
    { context: { kind: present.kind } },
  );
