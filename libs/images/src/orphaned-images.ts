import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, secondsAfter } from '@app/clock';
import { UnitOfWork } from '@app/transactions';
import { User } from '@app/users';
import { ImageStore } from './image-store.js';

/** Seconds an image may be without an owner: the profile that will name it is being stored. */
const grace = 3600;
/** Ids asked for in one query. */
const batch = 500;

/** Finds images that no account names: a crash between storing a picture and naming it leaves one. */
@Injectable()
export class OrphanedImages {
  constructor(
    private readonly images: ImageStore,
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Removes up to `most`. @returns how many */
  async remove(most: number): Promise<number> {
    const candidates = await this.images.listOlderThan(secondsAfter(this.clock.now(), -grace));
    let removed = 0;
    for (let at = 0; at < candidates.length && removed < most; at += batch) {
      const orphans = await this.unowned(candidates.slice(at, at + batch));
      for (const id of orphans.slice(0, most - removed)) {
        await this.images.remove(id);
        removed++;
      }
    }
    return removed;
  }

  private async unowned(ids: string[]): Promise<string[]> {
    const owners = await this.unit.view.find(User, {
      select: { avatarPhotoId: true },
      where: { avatarPhotoId: In(ids) },
    });
    const owned = new Set(owners.map(({ avatarPhotoId }) => avatarPhotoId));
    return ids.filter((id) => !owned.has(id));
  }
}
