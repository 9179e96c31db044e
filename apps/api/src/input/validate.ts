import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { failureKinds, type Failure, type FailureKind } from './failure.js';
import { isRecord } from './json-body.js';
import { ValidationFailed } from './validation-failed.js';

/** Errors of nested objects count for their inner properties; class-validator keeps the order of the DTO. */
function failuresIn(errors: readonly ValidationError[], above: readonly string[] = []): Failure[] {
  return errors.flatMap(({ property, value, constraints = {}, contexts = {}, children = [] }) => {
    const path = [...above, property];
    const own = Object.entries(constraints)
      .filter(([name]) => name in contexts)
      .map(([name, message]): Failure => {
        const { kind } = contexts[name] as { kind: FailureKind };
        return { kind, property, path, message, value: value as unknown };
      });
    // class-validator says of a non-object that its "nested property" is wrong, too: the type rule has said it.
    return own.length > 0 ? own : failuresIn(children, path);
  });
}

const rank = ({ kind }: Failure): number => failureKinds.indexOf(kind);

const options = {
  whitelist: true,
  forbidUnknownValues: true,
  validationError: { target: false },
} as const;

function refuse(errors: readonly ValidationError[]): never {
  throw new ValidationFailed(failuresIn(errors).toSorted((one, other) => rank(one) - rank(other)));
}

/**
 * Nest's pipe, with a shorter way for bodies, which are nearly everything that comes: they are records of JSON or of a
 * form, without gaps or bytes to look for, and none of our rules waits for anything.
 */
class BodyValidation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype } = metadata;
    if (metatype === undefined || !isRecord(value) || !this.toValidate(metadata))
      return super.transform(value, metadata) as Promise<unknown>;
    // class-transformer builds nested records by their `constructor`, whatever that is.
    this.stripProtoKeys(value);
    const dto = plainToInstance(metatype, value) as object;
    const errors = validateSync(dto, options);
    return errors.length > 0 ? refuse(errors) : dto;
  }
}

/** Turns a body into its DTO: unknown properties dropped, nothing coerced, the first failure told first. */
export const validation = new BodyValidation({ ...options, transform: true, exceptionFactory: refuse });
