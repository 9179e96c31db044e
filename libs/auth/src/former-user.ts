import { Injectable } from '@nestjs/common';
import { OneTimeCodes } from '@app/one-time-codes';
import { Outbox } from '@app/outbox';
import { SessionRepository } from '@app/tokens';
import type { User } from '@app/users';

/** Whoever had an account before its owner: where they signed in from and whom they wrote to is no business of the next. */
@Injectable()
export class FormerUser {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly codes: OneTimeCodes,
    private readonly outbox: Outbox,
  ) {}

  /** Removes what is kept about them beside the account's row. Inside a unit of work. */
  async forget({ id, uuid }: User): Promise<void> {
    await this.sessions.removeAllOf(id);
    await this.codes.removeAbout(uuid);
    await this.outbox.removeAbout(uuid);
  }
}
