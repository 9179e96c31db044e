import { Injectable } from '@nestjs/common';
import { OwnerNotices, type SealedMessage } from '@app/outbox';
import type { Locale } from '@app/settings';
import { AccessTokens, SessionRepository, type IssuedTokens, type SignInFacts } from '@app/tokens';
import { UnitOfWork } from '@app/transactions';
import { UserRepository } from '@app/users';

/** Opens a session and tells the owner of a device that was never seen before. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly notices: OwnerNotices,
    private readonly unit: UnitOfWork,
  ) {}

  async open(facts: SignInFacts, locale: Locale): Promise<IssuedTokens> {
    const issued = await this.tokens.issue(facts);
    const notice = await this.noticeOfNewDevice(facts, locale);
    await this.unit.run(async () => {
      await this.sessions.add(issued.session);
      await this.notices.add(notice);
    });
    return issued;
  }

  /** The very first sign-in is no news. */
  private async noticeOfNewDevice(
    { user, device, address }: SignInFacts,
    locale: Locale,
  ): Promise<SealedMessage | null> {
    if ((await this.sessions.knows(user.id, { device: device.slice(0, 200) })) !== false) return null;
    const owner = await this.users.findByUuid(user.uuid);
    return (
      owner &&
      this.notices.seal(owner, { type: 'new-device', detail: `${device || '?'} (${address})`, locale })
    );
  }
}
