import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { ImageProcessor, ImageStore } from '@app/images';
import { parsePhoneNumber, UniqueIdentity, type Gender } from '@app/users';
import { refuseUnlikelyBirth } from './date-of-birth.js';
import type { Writer } from './owner-change.js';
import { StoreBasicProfile } from './store-basic-profile.js';

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
    private readonly uniqueness: UniqueIdentity,
    private readonly processor: ImageProcessor,
    private readonly images: ImageStore,
    private readonly storing: StoreBasicProfile,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidPhoneNumber | InvalidDateOfBirth
   * @throws ImageRefused when the bytes are no picture we take
   * @throws PhoneNumberTaken when another account holds the number
   * @throws Unauthorized when the session has ended meanwhile
   */
  async update(writer: Writer, { dateOfBirth, gender, ...profile }: BasicProfile): Promise<void> {
    const phoneNumber = parsePhoneNumber(profile.phoneNumber);
    refuseUnlikelyBirth(dateOfBirth, this.clock.now());
    const rendered = profile.image && (await this.processor.process(profile.image));
    await this.uniqueness.refuseTaken({ phoneNumber, usernameKey: null, email: null }, writer.user.id);
    const photo = rendered && (await this.images.save(rendered));
    const checked = { dateOfBirth, gender, phoneNumber, photo };
    const replaced = await this.storing.store(writer, checked).catch(async (error: unknown) => {
      if (photo !== null) await this.images.remove(photo);
      throw error;
    });
    // After the commit: a crash in between leaves an old picture for the sweep, never a profile without one.
    if (replaced !== null) await this.images.remove(replaced);
  }
}
