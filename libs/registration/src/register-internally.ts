import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { Passwords } from '@app/passwords';
import {
  parseEmail,
  parsePhoneNumber,
  parseUsername,
  UniqueIdentity,
  User,
  UserRepository,
} from '@app/users';

/** An account as a partner's back end hands it over. */
export interface InternalRegistration {
  readonly username: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber: string;
  readonly email: string;
  readonly partnerId: number;
}

/** Registers an account that is active at once, its addresses unproven (seed 000). */
@Injectable()
export class RegisterInternally {
  constructor(
    private readonly uniqueness: UniqueIdentity,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidEmail | InvalidPhoneNumber | InvalidUsername | PasswordRefused
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken
   */
  async register({ password, partnerId, ...facts }: InternalRegistration): Promise<void> {
    const email = parseEmail(facts.email);
    const phoneNumber = parsePhoneNumber(facts.phoneNumber);
    const username = parseUsername(facts.username, email);
    this.passwords.refuseUnfit(password, 'partner');
    const identity = { phoneNumber, usernameKey: username.key, email };
    await this.uniqueness.refuseTaken(identity);
    const passwordHash = await this.passwords.hash(password);
    const { firstName, lastName } = facts;
    await this.uniqueness.claim(identity, () =>
      this.users.add(
        User.register(
          { username, email, phoneNumber, passwordHash, firstName, lastName, partnerId },
          this.clock.now(),
        ),
      ),
    );
  }
}
