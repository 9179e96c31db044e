import { Injectable } from '@nestjs/common';
import { ImageRefused } from './image-refused.js';
import { imageSizes, type ProcessedImage } from './image-sizes.js';
import { openPixels, openUntrusted } from './restricted-sharp.js';
import { decodableBytes } from './untrusted-image.js';
import { WaitingLine } from './waiting-line.js';

const fitInside = (side: number) =>
  ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

/**
 * Turns a stranger's upload into pictures of our own making. One per process: it bounds the memory decoding takes.
 */
@Injectable()
export class ImageProcessor {
  /** A decode takes 20 to 380 MB (a 16-bit PNG of 25 megapixels), so one runs at a time. */
  private readonly line = new WaitingLine(16);

  /**
   * @throws ImageRefused unless the bytes are one whole, still JPEG, PNG or WebP of at most 25 megapixels
   * @throws ServiceUnavailable when too many images are waiting
   */
  async process(bytes: Buffer): Promise<ProcessedImage> {
    const decodable = await refuseOnFault(() => decodableBytes(bytes)); // needs no turn: it decodes nothing
    return this.line.serve(() => refuseOnFault(() => render(decodable)));
  }
}

const refuseOnFault = async <T>(step: () => Promise<T>): Promise<T> => {
  try {
    return await step();
  } catch (fault) {
    throw new ImageRefused(fault);
  }
};

/**
 * Decodes once, straight to the largest rendition: that needs no second full-size copy and lets JPEG shrink while
 * it loads.
 */
const render = async (bytes: Buffer): Promise<ProcessedImage> => {
  const { data, info } = await openUntrusted(bytes)
    .resize(fitInside(imageSizes.large))
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const derive = (side: number): Promise<Buffer> =>
    openPixels(data, info).resize(fitInside(side)).webp().toBuffer();
  return {
    small: await derive(imageSizes.small),
    medium: await derive(imageSizes.medium),
    large: await derive(imageSizes.large),
  };
};
