import { ImageProcessor, ImageRefused } from '@app/images';
import * as fc from 'fast-check';
import { animatedPng, picture, twoFrames } from './samples.js';

const images = new ImageProcessor();

/** Either three renditions or the one refusal; anything else (another error, a hang, a crash) fails the test. */
const outcomeOf = (bytes: Buffer): Promise<'accepted' | 'refused'> =>
  images.process(bytes).then(
    () => 'accepted',
    (fault: unknown) => {
      if (fault instanceof ImageRefused) return 'refused';
      throw fault;
    },
  );

describe('bytes of any kind', () => {
  let seeds: Buffer[];
  beforeAll(async () => {
    seeds = [
      await picture(40, 30)
        .withExif({ IFD0: { Model: 'm' } })
        .jpeg()
        .toBuffer(),
      await picture(40, 30).jpeg({ progressive: true }).toBuffer(),
      await picture(40, 30)
        .withExif({ IFD0: { Model: 'm' } })
        .png()
        .toBuffer(),
      await picture(40, 30).png({ palette: true, progressive: true }).toBuffer(),
      await picture(40, 30).withIccProfile('p3').webp().toBuffer(),
      await twoFrames()
        .webp({ delay: [100, 100] })
        .toBuffer(),
      animatedPng(),
    ];
  });

  it('end in renditions or in the refusal, when a header is bent', async () => {
    const change = fc.record({ at: fc.nat(400), byte: fc.nat(255) });
    const bent = fc.record({
      seed: fc.nat(6),
      changes: fc.array(change, { minLength: 1, maxLength: 8 }),
      cut: fc.option(fc.nat(2000), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(bent, async ({ seed, changes, cut }) => {
        const bytes = Buffer.from(seeds[seed] ?? Buffer.alloc(0));
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        expect(['accepted', 'refused']).toContain(await outcomeOf(bytes.subarray(0, cut)));
      }),
      { numRuns: 200, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false },
    );
  });

  it('end in the refusal, when they are noise behind a signature', async () => {
    const signature = fc.constantFrom(
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'RIFF\x40\0\0\0WEBPVP8 ',
      'RIFF\x40\0\0\0WEBPVP8L',
    );
    await fc.assert(
      fc.asyncProperty(signature, fc.uint8Array({ maxLength: 300 }), async (start, noise) => {
        expect(await outcomeOf(Buffer.concat([Buffer.from(start, 'latin1'), noise]))).toBe('refused');
      }),
      { numRuns: 100 },
    );
  });
});
