/**
 * The renditions kept of a profile image, in pixels: each fits *inside* a square of that side. The aspect is kept,
 * nothing is cropped (the client rounds or crops as its page wants) and nothing is enlarged: a smaller original
 * stays as small as it is.
 */
export const imageSizes = { small: 96, medium: 320, large: 1080 } as const;

export type ImageSize = keyof typeof imageSizes;

/** Each rendition as the bytes of a still WebP, sRGB, upright and without metadata. */
export type ProcessedImage = Record<ImageSize, Buffer>;

export const imageSizeNames = Object.keys(imageSizes) as ImageSize[];
