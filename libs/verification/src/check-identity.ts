import { Injectable } from '@nestjs/common';
import { canonicalEmail, isPhoneNumber, usernameFault, UserRepository, usernameKey } from '@app/users';

/** Whether an address or a name is registered already. Pending signups do not count: they reserve nothing. */
@Injectable()
export class CheckIdentity {
  constructor(private readonly users: UserRepository) {}

  /** What is no address is not registered: the document's own sample asks for `value`. */
  async emailIsRegistered(text: string): Promise<boolean> {
    const email = canonicalEmail(text);
    return email !== null && this.users.isHeld('email', email);
  }

  async usernameIsRegistered(text: string): Promise<boolean> {
    return usernameFault(text) === null && this.users.isHeld('username_key', usernameKey(text));
  }

  async phoneNumberIsRegistered(text: string): Promise<boolean> {
    return isPhoneNumber(text) && this.users.isHeld('phone_number', text);
  }
}
