/** What is wrong with a property, in the order in which answers are given (CONTRACT 1, Order of checks). */
export const failureKinds = [
  'missing',
  'type',
  'email',
  'phone',
  'enum',
  'length',
  'password',
  'form',
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** One property that was refused. */
export interface Failure {
  readonly kind: FailureKind;
  /** Its own name, without those of the objects around it. */
  readonly property: string;
  /** Names from the body down to it. */
  readonly path: readonly string[];
  /** As the `usapi` dialect says it. */
  readonly message: string;
  readonly value: unknown;
}
