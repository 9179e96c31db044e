import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { OneTimeCodes, type OneTimeCode } from '@app/one-time-codes';
import { OutboxInspection, type OutboxMessage } from '@app/outbox';
import { SessionRepository, type Session } from '@app/tokens';
import type { User } from '@app/users';

/** Everything that is held about a person, secrets excepted. */
export interface PersonalData {
  readonly user: User;
  readonly sessions: readonly Session[];
  readonly pendingChanges: readonly OneTimeCode[];
  readonly messages: readonly OutboxMessage[];
}

/** Messages listed at the most; they are kept seven days. */
const mostMessages = 1000;

/** Gathers what is held about a person, for the person (UU PDP 2022, article 7). */
@Injectable()
export class GatherPersonalData {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly codes: OneTimeCodes,
    private readonly outbox: OutboxInspection,
    private readonly clock: Clock,
  ) {}

  async of(user: User): Promise<PersonalData> {
    return {
      user,
      sessions: await this.sessions.listAll(user.id),
      pendingChanges: await this.codes.listLive(user.uuid, this.clock.now()),
      messages: await this.outbox.list({ subject: user.uuid, limit: mostMessages }),
    };
  }
}
