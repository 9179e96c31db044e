import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { Passwords } from '@app/passwords';
import { ApiTokens } from '@app/tokens';
import { parseEmail, parseUsername, UniqueIdentity, User, UserRepository, type Username } from '@app/users';

/** An account as anybody may open one. */
export interface OpenRegistration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  /** As one piece; split at its first space for those who want two. The username when there is none. */
  readonly name?: string;
  /** Where an api token is wanted: who asked for it. */
  readonly apiTokenFor?: { readonly device: string; readonly address: string };
}

/** The account as it is stored, and its api token if one was wanted. */
export interface OpenedAccount {
  readonly id: number;
  readonly user: User;
  readonly apiToken: string | null;
}

/** Registers an account without a partner: active at once, its address unproven, its password by the strict policy. */
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
   * @throws InvalidEmail | InvalidUsername | PasswordRefused
   * @throws UsernameTaken | EmailTaken
   */
  async register({ password, apiTokenFor, ...facts }: OpenRegistration): Promise<OpenedAccount> {
    const email = parseEmail(facts.email);
    const username = parseUsername(facts.username, email);
    this.passwords.refuseUnfit(password, 'public');
    const identity = { phoneNumber: null, usernameKey: username.key, email };
    await this.uniqueness.refuseTaken(identity);
    const passwordHash = await this.passwords.hash(password);
    const apiToken = apiTokenFor ? this.apiTokens.newToken() : null;
    return this.uniqueness.claim(identity, async () => {
      const names = namesFrom(facts.name, username);
      const user = User.register(
        { username, email, phoneNumber: null, passwordHash, ...names },
        this.clock.now(),
      );
      const id = await this.users.add(user);
      if (apiToken !== null && apiTokenFor)
        await this.apiTokens.open(apiToken, { userId: id, ...apiTokenFor });
      return { id, user, apiToken };
    });
  }
}

/** Reads back as given; split at the first space for the dialects that know two names. */
function namesFrom(
  name: string | undefined,
  { shown }: Username,
): Pick<User, 'name' | 'firstName' | 'lastName'> {
  if (name === undefined) return { name: shown, firstName: shown, lastName: null };
  const [firstName = '', ...rest] = name.trim().split(' ');
  const lastName = rest.join(' ').trim();
  return { name, firstName, lastName: lastName === '' ? null : lastName };
}
