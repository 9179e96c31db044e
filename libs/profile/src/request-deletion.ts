import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { OwnerNotices } from '@app/outbox';
import { SessionRepository } from '@app/tokens';
import { deletionGrace, UserRepository } from '@app/users';
import { OwnerChange, type Writer } from './owner-change.js';

/** Notes that a person wants to go: signed out at once, gone after 14 days, back by signing in before. */
@Injectable()
export class RequestDeletion {
  constructor(
    private readonly change: OwnerChange,
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly notices: OwnerNotices,
    private readonly clock: Clock,
  ) {}

  /** @returns when the account will be gone @throws Unauthorized when the session ended meanwhile */
  async request(writer: Writer): Promise<Date> {
    const { user, locale } = writer;
    const now = this.clock.now();
    const deleteAt = secondsAfter(now, deletionGrace);
    const detail = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Asia/Jakarta' }).format(
      deleteAt,
    );
    const notice = await this.notices.seal(user, { type: 'deletion-asked', detail, locale });
    await this.change.inTurn(writer, async () => {
      await this.users.update(user.id, { deletedAt: now, updatedAt: now });
      await this.sessions.revokeAllOf(user.id, now);
      await this.notices.add(notice);
    });
    return deleteAt;
  }
}
