import { Injectable } from '@nestjs/common';
import { Unauthorized } from '@app/problems';
import type { Locale } from '@app/settings';
import { SessionRepository } from '@app/tokens';
import { UnitOfWork } from '@app/transactions';
import { UserRepository, type User } from '@app/users';

/** Who changes an account, by which session, in which language. */
export interface Writer {
  readonly user: User;
  readonly sessionId: string;
  readonly locale: Locale;
}

/**
 * Changes of an account by a session that lives: an upload or a password hash takes its time, and the account may be
 * somebody else's by then.
 */
@Injectable()
export class OwnerChange {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly unit: UnitOfWork,
  ) {}

  /** One unit of work, in turn with everything else that changes the account. @throws Unauthorized, and what `work` throws */
  async inTurn(writer: Writer, work: () => Promise<void>): Promise<void> {
    await this.unit.run(async () => {
      await this.begin(writer);
      await work();
    });
  }

  /** Inside a unit of work, before anything else in it. @throws Unauthorized when the session has ended */
  async begin({ user, sessionId }: Writer): Promise<void> {
    // The row first: whoever ends sessions together with what they may change has it locked until then.
    await this.users.lock(user);
    if (!(await this.sessions.isLive(sessionId))) throw new Unauthorized('session ended');
  }
}
