import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { validateSync, type ValidatorOptions } from 'class-validator';
import { failureKinds, type Failure, type FailureKind } from './failure.js';
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

/** None of our rules waits for anything, and waiting for nothing costs more than the rules. */
class SynchronousValidation extends ValidationPipe {
  protected override validate(body: object, options?: ValidatorOptions): ValidationError[] {
    return validateSync(body, options);
  }
}

/** Turns a body into its DTO: unknown properties dropped, nothing coerced, the first failure told first. */
export const validation = new SynchronousValidation({
  transform: true,
  whitelist: true,
  forbidUnknownValues: true,
  exceptionFactory: (errors) =>
    new ValidationFailed(failuresIn(errors).toSorted((one, other) => rank(one) - rank(other))),
});
