import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { OwnerNotices } from '@app/outbox';
import type { Locale } from '@app/settings';
import { SessionRepository } from '@app/tokens';
import { UnitOfWork } from '@app/transactions';
import { deletionGrace, UserRepository, type User } from '@app/users';

/** Notes that a person wants to go: signed out at once, gone after 14 days, back by signing in before. */
@Injectable()
export class RequestDeletion {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly notices: OwnerNotices,
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns when the account will be gone */
  async request(user: User, locale: Locale): Promise<Date> {
    const now = this.clock.now();
    const deleteAt = secondsAfter(now, deletionGrace);
    const detail = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Asia/Jakarta' }).format(
      deleteAt,
    );
    const notice = await this.notices.seal(user, { type: 'deletion-asked', detail, locale });
    await this.unit.run(async () => {
      await this.users.update(user.id, { deletedAt: now, updatedAt: now });
      await this.sessions.revokeAllOf(user.id, now);
      await this.notices.add(notice);
    });
    return deleteAt;
  }
}
