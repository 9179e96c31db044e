import { Injectable } from '@nestjs/common';
import { OwnerNotices, type SealedMessage } from '@app/outbox';
import type { Locale } from '@app/settings';
import { AccessTokens, SessionRepository, type IssuedTokens, type SignInFacts } from '@app/tokens';
import { UnitOfWork } from '@app/transactions';
import { UserRepository } from '@app/users';
import { BadCredentials } from './bad-credentials.js';

/** What a session is opened on. */
export interface VerifiedPassword {
  readonly passwordHash: string;
  /** Whether its owner should hear of the device. */
  readonly isDeviceNew: boolean;
}

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

  /** @throws BadCredentials when the password was replaced or the account closed while it was being looked at */
  async open(facts: SignInFacts, verified: VerifiedPassword, locale: Locale): Promise<IssuedTokens> {
    const issued = await this.tokens.issue(facts);
    const notice = verified.isDeviceNew ? await this.noticeOfNewDevice(facts, locale) : null;
    const open = async (): Promise<void> => {
      if (!(await this.sessions.open(issued.session, verified.passwordHash))) throw new BadCredentials();
    };
    if (notice === null) await open();
    else
      await this.unit.run(async () => {
        await open();
        await this.notices.add(notice);
      });
    return issued;
  }

  private async noticeOfNewDevice(
    { user, device, address }: SignInFacts,
    locale: Locale,
  ): Promise<SealedMessage | null> {
    const owner = await this.users.findByUuid(user.uuid);
    return (
      owner &&
      this.notices.seal(owner, { type: 'new-device', detail: `${device || '?'} (${address})`, locale })
    );
  }
}
