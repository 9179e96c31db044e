import { Problem } from '@app/problems';

/** Sign-in refused. One answer for an unknown user, a wrong password and a disabled account (SECURITY R15). */
export class BadCredentials extends Problem {
  readonly code = 'auth.bad_credentials';
  constructor() {
    super('Invalid username or password');
  }
}
