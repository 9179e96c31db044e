import { Injectable } from '@nestjs/common';
import { Passwords } from '@app/passwords';
import { Problem } from '@app/problems';
import { UserRepository, type User } from '@app/users';
import { SignInProtection } from './sign-in-protection.js';

/** The password asked for once more was not the account's. */
export class WrongPassword extends Problem {
  readonly code = 'auth.wrong_password';
  constructor() {
    super('Current password is wrong');
  }
}

/** The password once more, by whoever holds a session. */
export interface Confirmation {
  readonly password: string;
  readonly address: string;
  readonly sessionId: string;
}

/** Asks for the password once more, before what cannot be taken back (ASVS 7.5.1). */
@Injectable()
export class ConfirmPassword {
  constructor(
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly protection: SignInProtection,
  ) {}

  /**
   * A wrong one counts as a failed sign-in.
   * @returns the hash it matched
   * @throws WrongPassword | TooManyRequests | ServiceUnavailable
   */
  async confirm({ id, uuid }: User, { password, address, sessionId }: Confirmation): Promise<string> {
    const attempt = { account: uuid, userId: id, address };
    const stored = (await this.users.findWithSecret(uuid))?.passwordHash ?? null;
    const turn = this.protection.turnOfSession(attempt, sessionId);
    if (!(await this.passwords.matches(password, stored, turn)) || stored === null) throw new WrongPassword();
    await turn.succeeded();
    return stored;
  }
}
