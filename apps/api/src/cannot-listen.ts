import { OperatorFault } from '@app/problems';
import type { HttpSettings } from '@app/settings';

const mends: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process has it. Stop that one, or set PORT',
  EACCES: 'this user may not have it. Set PORT to 1024 or above',
  EADDRNOTAVAIL: 'this machine has no such address. Set HOST',
  ENOTFOUND: 'this name has no address. Set HOST',
};

/** The address to listen on cannot be had. */
export class CannotListen extends OperatorFault {
  /** The fault to tell for an error that `listen` met, or that error when it is none of the operator's. */
  static from(error: unknown, { host, port }: HttpSettings): unknown {
    const mend = mends[(error as NodeJS.ErrnoException).code ?? ''];
    return mend === undefined ? error : new CannotListen(`Cannot listen on ${host} port ${port}: ${mend}.`);
  }
}
