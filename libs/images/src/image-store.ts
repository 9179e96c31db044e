import type { ImageSize, ProcessedImage } from './image-sizes.js';

/** Where processed images rest. An image is whole or absent, never changed; a new picture is a new image. */
export abstract class ImageStore {
  /**
   * Keeps all sizes or none. Answers the image's id: random, so that it cannot be guessed and says nothing of its
   * owner.
   */
  abstract save(image: ProcessedImage): Promise<string>;

  /** Null when there is no such image, whatever the id looks like. */
  abstract read(id: string, size: ImageSize): Promise<Buffer | null>;

  /** Removing what is not there is no fault. */
  abstract remove(id: string): Promise<void>;

  /**
   * Ids of what was saved before the moment, including saves that never finished: the candidates for a search for
   * orphans.
   */
  abstract listOlderThan(moment: Date): Promise<string[]>;
}
