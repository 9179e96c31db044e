import { OperatorFault } from '@app/problems';

/** The command was understood and not carried out; the message says why, and what to do about it. */
export class CommandRefused extends OperatorFault {}
