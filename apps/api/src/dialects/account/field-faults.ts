import type { Failure } from '../../input/failure.js';

/** Kinds of fault, in the words of pydantic. */
export const faultTypes = [
  'missing',
  'string_type',
  'string_too_short',
  'string_too_long',
  'value_error',
] as const;
type FaultType = (typeof faultTypes)[number];

/** What is wrong with one field, as FastAPI says it. */
export interface FieldFault {
  readonly type: FaultType;
  readonly loc: readonly string[];
  readonly msg: string;
  readonly input: unknown;
}

/** What the answer needs to know of a field. */
interface Field {
  /** Code points; a bound that is not there is none of the document's. */
  readonly least?: number;
  readonly most?: number;
  /** Counted in its canonical form, which is the one that is stored. */
  readonly canonical?: boolean;
  /** What was sent never comes back. */
  readonly secret?: boolean;
  /** Told where the value is neither too short nor too long; else the words of the rule. */
  readonly valueError?: string;
}

const unusable = 'Value has characters that cannot be used';

/** In the order of the document, which is the order of the list. */
export const fields: Readonly<Record<string, Field>> = {
  name: { least: 8, most: 40, valueError: unusable },
  account: { least: 1, most: 32, canonical: true, valueError: unusable },
  email: { most: 254, canonical: true },
  password: { least: 8, most: 128, secret: true },
  password_confirm: { secret: true },
};

/**
 * One fault a field, the most basic one.
 * @param failures in the order in which they count
 * @param sent the body as it came; what was read from it may differ
 */
export const fieldFaults = (
  failures: readonly Failure[],
  sent: Readonly<Record<string, unknown>>,
): FieldFault[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const failure = failures.find(({ property }) => property === name);
    if (!failure) return [];
    const input = failure.kind === 'missing' || field.secret === true ? null : sent[name];
    return [{ ...kindOf(failure, field), loc: ['body', name], input }];
  });

function kindOf({ kind, message, value }: Failure, field: Field): Pick<FieldFault, 'type' | 'msg'> {
  if (kind === 'missing') return { type: 'missing', msg: 'Field required' };
  if (kind === 'type') return { type: 'string_type', msg: 'Input should be a valid string' };
  const { least = 0, most = Infinity, valueError = message } = field;
  const length = lengthOf(String(value), field);
  if (length < least)
    return { type: 'string_too_short', msg: `String should have at least ${counted(least)}` };
  if (length > most) return { type: 'string_too_long', msg: `String should have at most ${counted(most)}` };
  return { type: 'value_error', msg: kind === 'form' ? message : valueError };
}

const lengthOf = (text: string, { canonical = false }: Field): number =>
  Array.from(canonical ? text.trim().normalize('NFC') : text).length;

const counted = (count: number): string => (count === 1 ? '1 character' : `${count} characters`);
