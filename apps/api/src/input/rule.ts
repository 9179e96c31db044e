import { ValidateBy, type ValidationArguments } from 'class-validator';
import type { FailureKind } from './failure.js';

/** One thing a property must be. Absent values pass every rule but `present`, ill-typed ones every rule but the type's. */
export interface Rule {
  readonly kind: FailureKind;
  holds(value: unknown): boolean;
  message(property: string, value?: unknown): string;
}

/** A rule as a property decorator. */
export const obey = (rule: Rule): PropertyDecorator =>
  ValidateBy(
    {
      name: rule.kind,
      validator: {
        validate: (value: unknown) => rule.holds(value),
        defaultMessage: (given?: ValidationArguments) => rule.message(given?.property ?? '', given?.value),
      },
    },
    { context: { kind: rule.kind } },
  );

const absent = (value: unknown): boolean => value === undefined || value === null;

const typed = (type: 'string' | 'boolean' | 'object', fits: (value: unknown) => boolean): Rule => ({
  kind: 'type',
  holds: (value) => absent(value) || fits(value),
  message: (property) => `Property '${property}' must be ${type}`,
});

export const present: Rule = {
  kind: 'missing',
  holds: (value) => !absent(value),
  message: (property) => `Must have required property '${property}'`,
};
export const isText = typed('string', (value) => typeof value === 'string');
export const isFlag = typed('boolean', (value) => typeof value === 'boolean');
export const isObject = typed('object', (value) => typeof value === 'object' && !Array.isArray(value));

/** A rule about the text of a string. */
export const textRule = (
  kind: FailureKind,
  holds: (text: string) => boolean,
  message: (property: string, text: string) => string,
): Rule => ({
  kind,
  holds: (value) => typeof value !== 'string' || holds(value),
  message: (property, value) => message(property, String(value)),
});
