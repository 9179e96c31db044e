import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { ImageStore } from '@app/images';
import { OneTimeCodes } from '@app/one-time-codes';
import { Outbox } from '@app/outbox';
import { UnitOfWork } from '@app/transactions';
import { deletionGrace, UserRepository, type User } from '@app/users';

/** Lets go of accounts whose owners asked for it and did not come back within the grace. */
@Injectable()
export class DeletedAccounts {
  // oxlint-disable-next-line max-params -- everything that is held about a person
  constructor(
    private readonly users: UserRepository,
    private readonly codes: OneTimeCodes,
    private readonly outbox: Outbox,
    private readonly images: ImageStore,
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Removes up to `most` accounts with all that hangs on them. @returns how many */
  async remove(most: number): Promise<number> {
    const before = secondsAfter(this.clock.now(), -deletionGrace);
    const leaving = await this.users.findLeaving(before, most);
    for (const user of leaving) await this.removeOne(user, before);
    return leaving.length;
  }

  /** Sessions go with the row. The picture goes last: what a crash leaves of it is an orphan, and swept. */
  private async removeOne(user: User, before: Date): Promise<void> {
    const gone = await this.unit.run(async () => {
      if (!(await this.users.removeLeaving(user.id, before))) return false;
      await this.codes.removeAbout(user.uuid);
      await this.outbox.removeAbout(user.uuid);
      return true;
    });
    if (gone && user.avatarPhotoId !== null) await this.images.remove(user.avatarPhotoId);
  }
}
