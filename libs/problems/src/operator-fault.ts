/** Something that whoever runs the process mends: the message says what and how, and no stack is shown. */
export abstract class OperatorFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What to print before a process gives up: the mend for an operator, the stack for a bug. */
export function tellFault(fault: unknown): string {
  if (fault instanceof OperatorFault) return fault.message;
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
