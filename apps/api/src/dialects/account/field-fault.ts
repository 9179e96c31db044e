import type { Failure, FailureKind } from '../../input/failure.js';

export const faultTypes = [
  'missing',
  'string_type',
  'string_too_short',
  'string_too_long',
  'value_error',
] as const;

/** What is wrong with one field, as FastAPI says it. */
export interface FieldFault {
  readonly type: (typeof faultTypes)[number];
  readonly loc: readonly string[];
  readonly msg: string;
  readonly input: unknown;
}

const secretFields: ReadonlySet<string> = new Set(['password', 'password_confirm']);

const ofKind: Partial<Record<FailureKind, FieldFault['type']>> = { missing: 'missing', type: 'string_type' };

/** A length is told as too short or too long by the bounds that the rule's words name. */
function lengthType({ message, value }: Failure): FieldFault['type'] {
  const [, least, most] = /must be (\d+) to (\d+) characters/.exec(message) ?? [];
  const length = Array.from(String(value)).length;
  if (least !== undefined && length < Number(least)) return 'string_too_short';
  return most !== undefined && length > Number(most) ? 'string_too_long' : 'value_error';
}

const words: Readonly<Record<FieldFault['type'], string | null>> = {
  missing: 'Field required',
  string_type: 'Input should be a valid string',
  string_too_short: null,
  string_too_long: null,
  value_error: null,
};

/** The failure in FastAPI's shape. What was sent comes back as `input`, but never a password. */
export function fieldFault(failure: Failure): FieldFault {
  const { kind, property, message, value } = failure;
  const type = ofKind[kind] ?? lengthType(failure);
  const input = type === 'missing' || secretFields.has(property) ? null : value;
  return { type, loc: ['body', property], msg: words[type] ?? message, input };
}
