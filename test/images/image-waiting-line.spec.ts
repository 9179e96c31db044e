import { ImageProcessor, ImageRefused } from '@app/images';
import { ServiceUnavailable } from '@app/problems';
import sharp from 'sharp';
import { picture, pngOf } from './samples.js';

describe('many images at once', () => {
  it('are decoded one at a time; some wait and the others are turned away', async () => {
    const images = new ImageProcessor();
    const jpeg = await picture(2000, 1500).jpeg().toBuffer();
    let atOnce = 0;
    const watch = (): void => {
      atOnce = Math.max(atOnce, sharp.counters().process);
    };
    const timer = setInterval(watch, 1);
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => images.process(jpeg)));
    clearInterval(timer);

    // 1 decoding and 16 waiting; more, should one be done before the last has come.
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(17);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(refused).not.toEqual([]);
    expect(refused.every((fault) => fault instanceof ServiceUnavailable)).toBe(true);
    expect(atOnce).toBe(1);
  });

  it('leave the line open, also after one that could not be decoded', async () => {
    const images = new ImageProcessor();
    const good = await picture(30, 30).png().toBuffer();
    const [first, second] = await Promise.allSettled([images.process(pngOf(9, 9, [])), images.process(good)]);

    expect(first).toMatchObject({ status: 'rejected', reason: expect.any(ImageRefused) });
    expect(second?.status).toBe('fulfilled');
    await expect(images.process(good)).resolves.toBeDefined();
  });
});
