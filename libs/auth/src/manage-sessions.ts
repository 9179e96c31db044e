import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { NotFound, Unauthorized } from '@app/problems';
import { RefreshToken, SessionRepository, type Session } from '@app/tokens';
import { UnitOfWork } from '@app/transactions';
import type { User } from '@app/users';

/** Shows a person where they are signed in, and signs them out. */
@Injectable()
export class ManageSessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Newest first, at most a hundred. */
  list({ id }: User): Promise<Session[]> {
    return this.sessions.listLive(id, this.clock.now());
  }

  /** @throws NotFound for what is not a live session of this person */
  async revoke({ id }: User, sessionId: string): Promise<void> {
    if (!(await this.sessions.revoke(sessionId, id, this.clock.now()))) throw new NotFound();
  }

  /** Ends the session that asks. */
  async signOut({ id }: User, sessionId: string): Promise<void> {
    await this.sessions.revoke(sessionId, id, this.clock.now());
  }

  /** Ends the session of a refresh token, for an app whose access token has expired. @throws Unauthorized */
  async signOutByRefreshToken(text: string): Promise<void> {
    const token = RefreshToken.read(text);
    const now = this.clock.now();
    const session = token && (await this.sessions.findRefreshable(token.familyDigest, now));
    if (!session) throw new Unauthorized('refresh token');
    await this.sessions.revoke(session.uuid, session.userId, now);
  }

  /** Ends every session, api tokens too. */
  async signOutEverywhere({ id }: User): Promise<void> {
    await this.unit.run(() => this.sessions.revokeAllOf(id, this.clock.now()));
  }
}
