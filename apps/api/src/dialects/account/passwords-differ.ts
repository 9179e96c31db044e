import { Problem } from '@app/problems';

/** The password and its repetition are two. */
export class PasswordsDiffer extends Problem {
  readonly code = 'passwords.differ';
  constructor() {
    super('Passwords do not match');
  }
}
