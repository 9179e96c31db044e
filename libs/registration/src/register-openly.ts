import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { Passwords } from '@app/passwords';
import { ApiTokens } from '@app/tokens';
import {
  parseEmail,
  parsePhoneNumber,
  parseUsername,
  UniqueIdentity,
  User,
  UserRepository,
} from '@app/users';

/** Names as one system knows them, read for all. */
export interface PersonNames {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string | null;
}

/** An account as anybody may open one, whichever system the person came to. */
export interface OpenRegistration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  /** Whose rules the password obeys. */
  readonly passwordRules: 'public' | 'partner';
  readonly phoneNumber?: string;
  /** The username stands for them where a system asks for none. */
  readonly names?: PersonNames;
  /** Where an api token is wanted: who asked for it. */
  readonly apiTokenFor?: { readonly device: string; readonly address: string };
}

/** The account as it is stored, and its api token if one was wanted. */
export interface OpenedAccount {
  readonly id: number;
  readonly user: User;
  readonly apiToken: string | null;
}

/** Registers an account without a partner: active at once, its addresses unproven. */
@Injectable()
export class RegisterOpenly {
  constructor(
    private readonly uniqueness: UniqueIdentity,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly apiTokens: ApiTokens,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidEmail | InvalidPhoneNumber | InvalidUsername | PasswordRefused
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken
   */
  async register({ password, apiTokenFor, ...facts }: OpenRegistration): Promise<OpenedAccount> {
    const email = parseEmail(facts.email);
    const phoneNumber = facts.phoneNumber === undefined ? null : parsePhoneNumber(facts.phoneNumber);
    const username = parseUsername(facts.username, email);
    this.passwords.refuseUnfit(password, facts.passwordRules);
    const identity = { phoneNumber, usernameKey: username.key, email };
    await this.uniqueness.refuseTaken(identity);
    const passwordHash = await this.passwords.hash(password);
    const names = facts.names ?? { name: username.shown, firstName: username.shown, lastName: null };
    const apiToken = apiTokenFor ? this.apiTokens.newToken() : null;
    return this.uniqueness.claim(identity, async () => {
      const user = User.register({ username, email, phoneNumber, passwordHash, ...names }, this.clock.now());
      const id = await this.users.add(user);
      if (apiToken !== null && apiTokenFor)
        await this.apiTokens.open(apiToken, { userId: id, ...apiTokenFor });
      return { id, user, apiToken };
    });
  }
}
