import { Injectable } from '@nestjs/common';
import { ImageStore, type ImageSize } from '@app/images';
import { NotFound } from '@app/problems';
import type { User } from '@app/users';

/** Reads a person's own photo. */
@Injectable()
export class ReadProfileImage {
  constructor(private readonly images: ImageStore) {}

  /** WebP bytes. @throws NotFound without a photo */
  async read({ avatarPhotoId }: User, size: ImageSize): Promise<Buffer> {
    const bytes = avatarPhotoId === null ? null : await this.images.read(avatarPhotoId, size);
    if (bytes === null) throw new NotFound();
    return bytes;
  }
}
