import { once } from 'node:events';
import { crc32, createDeflate, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture with something in it: noise does not compress to nothing. */
export const picture = (width: number, height: number): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });

/** 40 x 20 pixels, the left half red, the right half blue. */
export const redThenBlue = (): Sharp => {
  const row = Buffer.concat([
    Buffer.alloc(20 * 3, '\xff\0\0', 'latin1'),
    Buffer.alloc(20 * 3, '\0\0\xff', 'latin1'),
  ]);
  return sharp(Buffer.concat(Array.from({ length: 20 }, () => row)), {
    raw: { width: 40, height: 20, channels: 3 },
  });
};

/** Two frames of 8 x 8, one above the other, as sharp takes an animation. */
export const twoFrames = (): Sharp =>
  sharp(Buffer.concat([Buffer.alloc(8 * 8 * 3, 0x20), Buffer.alloc(8 * 8 * 3, 0xe0)]), {
    raw: { width: 8, height: 16, channels: 3, pageHeight: 8 },
  });

const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
};

/** An 8-bit RGB PNG written by hand: `chunks` stand between IHDR and IEND. */
export const pngOf = (width: number, height: number, chunks: Buffer[]): Buffer =>
  Buffer.concat([
    pngSignature,
    pngChunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])])),
    ...chunks,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

export const blackPixels = (width: number, height: number): Buffer =>
  pngChunk('IDAT', deflateSync(Buffer.alloc(height * (1 + width * 3))));

/** The same for pictures that do not fit in memory. */
export const manyBlackPixels = async (width: number, height: number): Promise<Buffer> => {
  const deflate = createDeflate({ level: 9 });
  const out: Buffer[] = [];
  deflate.on('data', (compressed: Buffer) => out.push(compressed));
  const piece = Buffer.alloc(1_000_000);
  for (let left = height * (1 + width * 3); left > 0; left -= piece.length) {
    if (!deflate.write(piece.subarray(0, left))) await once(deflate, 'drain');
  }
  deflate.end();
  await once(deflate, 'end');
  return pngChunk('IDAT', Buffer.concat(out));
};

/** APNG 1.0 with two frames of 4 x 4; `before` stands in front of the chunk that says so. */
export const animatedPng = (before: Buffer[] = []): Buffer => {
  const pixels = deflateSync(Buffer.alloc(4 * (1 + 4 * 3)));
  const frame = (sequence: number): Buffer =>
    pngChunk('fcTL', Buffer.concat([uint32(sequence), uint32(4), uint32(4), Buffer.alloc(14)]));
  return pngOf(4, 4, [
    ...before,
    pngChunk('acTL', Buffer.concat([uint32(2), uint32(0)])),
    frame(0),
    pngChunk('IDAT', pixels),
    frame(1),
    pngChunk('fdAT', Buffer.concat([uint32(2), pixels])),
  ]);
};

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/**
 * A grey progressive JPEG of 5000 x 5000 that refines its coefficients, all 0, over and over: valid, small and
 * slow. At most 1 + 14 * 63 scans.
 */
export const jpegOfManyScans = (scans: number): Buffer => {
  const blocks = 625 * 625;
  const endOfBandRun = 0xe0; // code '0': 16,384 blocks and 14 more bits' worth
  const huffman = (group: number, counts: number[], symbols: number[]): Buffer =>
    segment(0xc4, Buffer.from([group, ...counts, ...Array<number>(16 - counts.length).fill(0), ...symbols]));
  const scan = (start: number, high: number, low: number, data: Buffer): Buffer =>
    Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, start, start, (high << 4) | low])), data]);
  const refinements: Buffer[] = [];
  for (let low = 13; low >= 0; low -= 1) {
    for (let coefficient = 1; coefficient < 64; coefficient += 1) {
      refinements.push(scan(coefficient, low === 13 ? 0 : low + 1, low, emptyBand(blocks)));
    }
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc2, Buffer.from([8, 5000 >> 8, 5000 & 255, 5000 >> 8, 5000 & 255, 1, 1, 0x11, 0])),
    huffman(0x00, [1], [0]),
    huffman(0x10, [1, 1], [endOfBandRun, 0x00]),
    scan(0, 0, 0, Buffer.alloc(Math.ceil(blocks / 8))),
    ...refinements.slice(0, scans - 1),
    Buffer.from([0xff, 0xd9]),
  ]);
};

/** Entropy-coded "nothing here" for so many blocks: runs of at most 32,767, then single blocks. */
const emptyBand = (blocks: number): Buffer => {
  let bits = '';
  let left = blocks;
  while (left >= 16_384) {
    const run = Math.min(32_767, left);
    bits += `0${(run - 16_384).toString(2).padStart(14, '0')}`;
    left -= run;
  }
  bits += '10'.repeat(left);
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = Number.parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
    bytes.push(...(byte === 0xff ? [0xff, 0] : [byte]));
  }
  return Buffer.from(bytes);
};
