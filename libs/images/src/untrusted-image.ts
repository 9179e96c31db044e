import { fileTypeFromBuffer } from 'file-type';
import { countScans } from './jpeg-scans.js';
import { pictureChunksOf } from './png-chunks.js';
import { openUntrusted } from './restricted-sharp.js';

/** Bytes that decide the type; a short prefix also bounds the work file-type can be talked into by archives. */
const decidingBytes = 4100;

/**
 * Cameras and editors write about 10 scans. A progressive JPEG of 250 kB can hold thousands, each a pass over all
 * pixels: 2646 of them took 12 s. Random bytes appended to a photograph (5 MB of film) look like some 76.
 */
const maxScans = 200;

/**
 * Pixels on a side, the most a JPEG can have. PNG allows 2^31, and libvips works in bands of whole rows: 2,500,000
 * x 10 pixels, though only 25 megapixels, took 1.3 GB.
 */
const maxSide = 65_535;

/**
 * The upload as it may be decoded. Throws, saying why, unless its header promises one still JPEG, PNG or WebP of a
 * bearable size. Decodes no pixel.
 */
export const decodableBytes = async (upload: Buffer): Promise<Buffer> => {
  const bytes = await disarm(upload);
  const { width, height, pages = 1 } = await openUntrusted(bytes).metadata();
  if (Math.max(width, height) > maxSide) throw new Error(`${width} x ${height} pixels`);
  if (pages !== 1) throw new Error(`${pages} frames`);
  return bytes;
};

/** Takes out, or refuses, what would make already the opening dear. */
const disarm = async (upload: Buffer): Promise<Buffer> => {
  const type = await fileTypeFromBuffer(upload.subarray(0, decidingBytes));
  if (type?.mime === 'image/png') return pictureChunksOf(upload);
  if (type?.mime === 'image/webp') return upload;
  if (type?.mime !== 'image/jpeg') throw new Error(`content is ${type?.mime ?? 'of unknown type'}`);
  if (countScans(upload, maxScans) > maxScans) throw new Error(`more than ${maxScans} scans`);
  return upload;
};
