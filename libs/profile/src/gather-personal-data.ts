import { Injectable } from '@nestjs/common';
import { OneTimeCodes, type OneTimeCode } from '@app/one-time-codes';
import { OutboxInspection, type OutboxMessage } from '@app/outbox';
import { PendingSignupRepository, type PendingSignup } from '@app/pending-signups';
import { SessionRepository, type Session } from '@app/tokens';
import type { User } from '@app/users';

/** Everything that is held about a person, secrets excepted. */
export interface PersonalData {
  readonly user: User;
  readonly sessions: readonly Session[];
  /** What the account comes from, for as long as it is kept. */
  readonly signup: PendingSignup | null;
  /** Live and ended ones. */
  readonly changes: readonly OneTimeCode[];
  readonly messages: readonly OutboxMessage[];
}

/** Sessions and messages listed at the most, the newest. */
const most = 10_000;

/** Gathers what is held about a person, for the person (UU PDP 2022, article 7). */
@Injectable()
export class GatherPersonalData {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly codes: OneTimeCodes,
    private readonly outbox: OutboxInspection,
    private readonly signups: PendingSignupRepository,
  ) {}

  async of(user: User): Promise<PersonalData> {
    return {
      user,
      sessions: await this.sessions.listAll(user.id, most),
      signup: await this.signups.findByUuid(user.uuid),
      changes: await this.codes.listAbout(user.uuid),
      messages: await this.outbox.list({ subject: user.uuid, limit: most }),
    };
  }
}
