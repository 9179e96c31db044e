import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { UniqueIdentity, UserRepository, type Gender, type User } from '@app/users';
import { AddressNotices } from './address-notices.js';
import { OwnerChange, type Writer } from './owner-change.js';

/** A basic profile, looked at and ready to be kept. */
export interface CheckedProfile {
  /** `YYYY-MM-DD` */
  readonly dateOfBirth: string;
  readonly gender: Gender;
  /** Canonical. */
  readonly phoneNumber: string;
  /** Id of the stored photo; null keeps the present one. */
  readonly photo: string | null;
}

/** Keeps a basic profile, in one unit of work. */
@Injectable()
export class StoreBasicProfile {
  constructor(
    private readonly users: UserRepository,
    private readonly uniqueness: UniqueIdentity,
    private readonly change: OwnerChange,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the photo that is no longer the person's, or null
   * @throws PhoneNumberTaken when another account holds the number
   * @throws Unauthorized when the session ended while the form was on its way
   */
  async store(writer: Writer, profile: CheckedProfile): Promise<string | null> {
    const { user, locale } = writer;
    const { phoneNumber, dateOfBirth, gender, photo } = profile;
    const told = await this.notices.sealPhoneReplaced(user, phoneNumber, locale);
    return this.uniqueness.claim(
      { phoneNumber, usernameKey: null, email: null },
      async () => {
        await this.change.begin(writer);
        await this.users.update(user.id, { dateOfBirth, gender, updatedAt: this.clock.now() });
        await this.users.changePhoneNumber(user.id, phoneNumber);
        await this.notices.add(told);
        return photo === null ? null : this.replacePhoto(user, photo);
      },
      user.id,
    );
  }

  /** Inside the unit, where the row is locked: of two uploads at once, one replaces what the other stored. */
  private async replacePhoto({ id, uuid }: User, avatarPhotoId: string): Promise<string | null> {
    const present = await this.users.findByUuid(uuid);
    await this.users.update(id, { avatarPhotoId });
    return present?.avatarPhotoId ?? null;
  }
}
