import { deflateSync } from 'node:zlib';
import { ImageProcessor, ImageRefused } from '@app/images';
import { blackPixels, jpegOfManyScans, manyBlackPixels, picture, pngChunk, pngOf } from './samples.js';

const images = new ImageProcessor();

interface Cost {
  outcome: unknown;
  /** Of the processor. */
  seconds: number;
  /** Growth of the resident set at its highest, in bytes. */
  growth: number;
}

const costOf = async (bytes: Buffer): Promise<Cost> => {
  await images.process(await picture(9, 9).png().toBuffer()); // loads what is loaded once
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 5);
  const start = process.cpuUsage();
  const outcome = await images.process(bytes).then(
    () => 'accepted',
    (fault: unknown) => fault,
  );
  clearInterval(watch);
  highest = Math.max(highest, process.memoryUsage.rss());
  const { user, system } = process.cpuUsage(start);
  return { outcome, seconds: (user + system) / 1e6, growth: highest - before };
};

const compressedText = (keyword: string, inflated: number): Buffer =>
  pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(Buffer.alloc(inflated, 97))]),
  );

const expectCheap = ({ seconds, growth }: Cost): void => {
  expect(seconds).toBeLessThan(2);
  expect(growth).toBeLessThan(200_000_000);
};

describe('a bomb', () => {
  it('of 14,000 x 14,000 or more black pixels in a small PNG is refused from its header', async () => {
    const pixels = await manyBlackPixels(14_000, 14_000);
    for (const side of [14_000, 20_000]) {
      const bomb = pngOf(side, side, [pixels]);
      expect(bomb.length).toBeLessThan(700_000);
      const cost = await costOf(bomb);
      expect(cost.outcome).toBeInstanceOf(ImageRefused);
      expectCheap(cost);
    }
  });

  it('one row above 25 megapixels is refused', async () => {
    const { outcome } = await costOf(pngOf(5000, 5001, [await manyBlackPixels(5000, 5001)]));
    expect(outcome).toBeInstanceOf(ImageRefused);
  });

  it('that lies about its size in the header alone is refused', async () => {
    const cost = await costOf(pngOf(2_147_483_647, 2_147_483_647, [blackPixels(10, 10)]));
    expect(cost.outcome).toBeInstanceOf(ImageRefused);
    expectCheap(cost);
  });

  it.each([
    [2_500_000, 10],
    [1, 25_000_000],
  ])('of few pixels but %i x %i of them is refused', async (width, height) => {
    const cost = await costOf(pngOf(width, height, [await manyBlackPixels(width, height)]));
    expect(cost.outcome).toBeInstanceOf(ImageRefused);
    expectCheap(cost);
  });

  it('of compressed texts in a PNG is not inflated', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => compressedText(`k${index}`, 7_900_000));
    const cost = await costOf(pngOf(10, 10, [...texts, blackPixels(10, 10)]));
    expect(cost.outcome).toBe('accepted');
    expectCheap(cost);
  });

  it('of profiles in a PNG is inflated at most once', async () => {
    const profile = pngChunk(
      'iCCP',
      Buffer.concat([Buffer.from('p\0\0', 'latin1'), deflateSync(Buffer.alloc(7_900_000))]),
    );
    const cost = await costOf(pngOf(10, 10, [...Array<Buffer>(60).fill(profile), blackPixels(10, 10)]));
    expect(cost.outcome).toBe('accepted');
    expectCheap(cost);
  });

  it('of 400,000 empty chunks costs no more than reading them', async () => {
    const cost = await costOf(
      pngOf(10, 10, [...Array<Buffer>(400_000).fill(pngChunk('tEXt', Buffer.alloc(0))), blackPixels(10, 10)]),
    );
    expect(cost.outcome).toBe('accepted');
    expectCheap(cost);
  });

  it('of hundreds of passes over one JPEG is refused', async () => {
    const cost = await costOf(jpegOfManyScans(800));
    expect(cost.outcome).toBeInstanceOf(ImageRefused);
    expectCheap(cost);
    expect((await costOf(jpegOfManyScans(100))).outcome).toBe('accepted');
  });
});
