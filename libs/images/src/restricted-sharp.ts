import sharp, { type Sharp } from 'sharp';

// libvips knows dozens of formats, some of which run scripts, fetch files or carry a poor record. Only three are
// left here, and only from memory: no bytes can make this process open a path.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.concurrency(1); // threads per image
sharp.cache(false); // every upload is new, so remembering operations would only hold memory

const maxPixels = 25_000_000;

/**
 * Far above what 25 megapixels cost (0.2 to 1.1 s, one core); it ends pictures built to decode slowly. libvips looks at
 * it between rows, too late for the scans of a progressive JPEG: those are counted beforehand.
 */
const maxSeconds = 20;

/** Opens bytes of a stranger. The pixel limit is held against the header, before anything is decoded. */
export const openUntrusted = (bytes: Buffer): Sharp =>
  sharp(bytes, {
    limitInputPixels: maxPixels,
    // Truncated and undecodable input fails. The stricter 'warning' would also refuse the slightly irregular JPEG
    // that phones are known to write ("Invalid SOS parameters", https://github.com/lovell/sharp/issues/1578).
    failOn: 'error',
    sequentialRead: true,
    autoOrient: true,
  }).timeout({ seconds: maxSeconds });

/** Opens pixels that were decoded here. */
export const openPixels = (
  pixels: Buffer,
  { width, height, channels }: { width: number; height: number; channels: 1 | 2 | 3 | 4 },
): Sharp => sharp(pixels, { raw: { width, height, channels } });
