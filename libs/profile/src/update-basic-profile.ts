import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { ImageProcessor, ImageStore } from '@app/images';
import { parsePhoneNumber, UniqueIdentity, UserRepository, type Gender, type User } from '@app/users';
import { refuseUnlikelyBirth } from './date-of-birth.js';

/** The basic profile as a person fills it in. */
export interface BasicProfile {
  /** `YYYY-MM-DD` */
  readonly dateOfBirth: string;
  readonly gender: Gender;
  readonly phoneNumber: string;
  /** The photo as it was uploaded; null keeps the present one. */
  readonly image: Buffer | null;
}

/** Keeps a person's profile and photo (seed 002). A changed phone number is unproven until its owner proves it. */
@Injectable()
export class UpdateBasicProfile {
  constructor(
    private readonly users: UserRepository,
    private readonly uniqueness: UniqueIdentity,
    private readonly processor: ImageProcessor,
    private readonly images: ImageStore,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidPhoneNumber | InvalidDateOfBirth
   * @throws ImageRefused when the bytes are no picture we take
   * @throws PhoneNumberTaken when another account holds the number
   */
  async update(user: User, profile: BasicProfile): Promise<void> {
    const phoneNumber = parsePhoneNumber(profile.phoneNumber);
    refuseUnlikelyBirth(profile.dateOfBirth, this.clock.now());
    const rendered = profile.image && (await this.processor.process(profile.image));
    await this.uniqueness.refuseTaken({ phoneNumber, usernameKey: null, email: null }, user.id);
    const saved = rendered && (await this.images.save(rendered));
    const replaced = await this.store(user, profile, saved).catch(async (error: unknown) => {
      if (saved !== null) await this.images.remove(saved);
      throw error;
    });
    // After the commit: a crash in between leaves an old picture for the sweep, never a profile without one.
    if (replaced !== null) await this.images.remove(replaced);
  }

  /** Answers the photo that is no longer the person's, or null. */
  private store(user: User, profile: BasicProfile, photo: string | null): Promise<string | null> {
    const { phoneNumber, dateOfBirth, gender } = profile;
    return this.uniqueness.claim(
      { phoneNumber, usernameKey: null, email: null },
      async () => {
        await this.users.changePhoneNumber(user.id, phoneNumber);
        await this.users.update(user.id, { dateOfBirth, gender, updatedAt: this.clock.now() });
        return photo === null ? null : this.replacePhoto(user, photo);
      },
      user.id,
    );
  }

  /** Inside the unit, where the row is locked by now: of two uploads at once, one replaces what the other stored. */
  private async replacePhoto({ id, uuid }: User, avatarPhotoId: string): Promise<string | null> {
    const present = await this.users.findByUuid(uuid);
    await this.users.update(id, { avatarPhotoId });
    return present?.avatarPhotoId ?? null;
  }
}
