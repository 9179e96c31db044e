import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { OrphanedImages } from '@app/images';
import { FailureDelays, Limits } from '@app/limits';
import { OneTimeCodes } from '@app/one-time-codes';
import { OutboxUpkeep } from '@app/outbox';
import { PendingSignupRepository } from '@app/pending-signups';
import { SessionRepository } from '@app/tokens';

import { DeletedAccounts } from './deleted-accounts.js';

/** Something that is done now and then: removes up to `most` things and says how many. */
export interface Chore {
  readonly name: string;
  remove(most: number): Promise<number>;
}

const hour = 3600;
const day = 24 * hour;

/** What the housekeeping removes, and how long each thing is kept after its end. */
@Injectable()
export class Chores {
  readonly all: readonly Chore[];

  // oxlint-disable-next-line max-params -- one collaborator a chore; the list is the class
  constructor(
    signups: PendingSignupRepository,
    codes: OneTimeCodes,
    outbox: OutboxUpkeep,
    limits: Limits,
    images: OrphanedImages,
    sessions: SessionRepository,
    delays: FailureDelays,
    accounts: DeletedAccounts,
    clock: Clock,
  ) {
    const ago = (seconds: number): Date => secondsAfter(clock.now(), -seconds);
    this.all = [
      // A pending signup carries its own end, 24 hours after its beginning.
      { name: 'pending signups', remove: (most) => signups.removeExpired(ago(0), most) },
      // A link that has expired still leads to "send again" for as long as its signup is kept.
      { name: 'one-time codes', remove: (most) => codes.removeExpired(ago(day), most) },
      { name: 'outbox messages', remove: (most) => outbox.removeEnded(ago(7 * day), most) },
      { name: 'limit counters', remove: (most) => limits.removeEnded(ago(hour), most) },
      // Kept a while for the owner's list of past sign-ins, and for what the log names.
      { name: 'sessions', remove: (most) => sessions.removeEnded(ago(30 * day), most) },
      { name: 'failure delays', remove: (most) => delays.removeForgotten(ago(hour), most) },
      { name: 'deleted accounts', remove: (most) => accounts.remove(most) },
      { name: 'orphaned images', remove: (most) => images.remove(most) },
    ];
  }
}
