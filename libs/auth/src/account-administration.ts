import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { OperatorFault } from '@app/problems';
import { SessionRepository } from '@app/tokens';
import { UnitOfWork } from '@app/transactions';
import { canonicalEmail, usernameKey, UserRepository, type User } from '@app/users';

/** Nobody is called that. */
class NoSuchAccount extends OperatorFault {}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The operator's side of an account: looking it up, and closing and opening its door. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * By uuid, e-mail address or username, tried in that order: a username that looks like another's uuid or address
   * never stands in front of it.
   * @throws NoSuchAccount
   */
  async find(text: string): Promise<User> {
    const email = canonicalEmail(text);
    const user =
      (uuid.test(text) && (await this.users.findByUuid(text.toLowerCase()))) ||
      (email !== null && (await this.users.findByEmail(email))) ||
      (await this.users.findByUsernameKey(usernameKey(text)));
    if (!user) throw new NoSuchAccount(`No account has the uuid, e-mail address or username ${text}.`);
    return user;
  }

  /** No sign-in succeeds any more, and every session ends. @returns how many were open */
  disable({ id }: User): Promise<number> {
    const now = this.clock.now();
    return this.unit.run(async () => {
      await this.users.update(id, { isActive: false, updatedAt: now });
      return this.sessions.revokeAllOf(id, now);
    });
  }

  /** Signing in works again; sessions that ended stay ended. */
  async enable({ id }: User): Promise<void> {
    await this.unit.run(() => this.users.update(id, { isActive: true, updatedAt: this.clock.now() }));
  }

  /** How many sessions are open. */
  liveSessions({ id }: User): Promise<number> {
    return this.sessions.countLive(id, this.clock.now());
  }
}
