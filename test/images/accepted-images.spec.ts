import { ImageProcessor, imageSizes, type ImageSize, type ProcessedImage } from '@app/images';
import sharp from 'sharp';
import { blackPixels, picture, pngOf, redThenBlue } from './samples.js';

const sizes = Object.keys(imageSizes) as ImageSize[];
const images = new ImageProcessor();

const dimensions = async (image: ProcessedImage): Promise<Record<ImageSize, string>> => {
  const entries = sizes.map(async (size) => {
    const { width, height } = await sharp(image[size]).metadata();
    return [size, `${width}x${height}`] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<ImageSize, string>;
};

/** Red, green and blue at a point of the largest rendition. */
const colourAt = async (image: ProcessedImage, left: number, top: number): Promise<number[]> => [
  ...(await sharp(image.large).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer()),
];

describe('an accepted image', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is taken as %s and becomes three still WebP', async (format) => {
    const image = await images.process(await picture(1600, 1200).toFormat(format).toBuffer());

    expect(await dimensions(image)).toEqual({ small: '96x72', medium: '320x240', large: '1080x810' });
    for (const size of sizes) {
      const { format: made, space, pages = 1 } = await sharp(image[size]).metadata();
      expect({ made, space, pages }).toEqual({ made: 'webp', space: 'srgb', pages: 1 });
    }
  });

  it('is fitted inside the square whichever side is longer, and never enlarged', async () => {
    const tall = await images.process(await picture(600, 1200).png().toBuffer());
    const tiny = await images.process(await picture(1, 1).png().toBuffer());

    expect(await dimensions(tall)).toEqual({ small: '48x96', medium: '160x320', large: '540x1080' });
    expect(await dimensions(tiny)).toEqual({ small: '1x1', medium: '1x1', large: '1x1' });
  });

  it('may have exactly 25 megapixels', async () => {
    const image = await images.process(pngOf(5000, 5000, [blackPixels(5000, 5000)]));
    expect((await dimensions(image)).large).toBe('1080x1080');
  });

  it('may be as long as a JPEG can be', async () => {
    const image = await images.process(pngOf(65_535, 4, [blackPixels(65_535, 4)]));
    expect((await dimensions(image)).small).toBe('96x1');
  });

  it.each(['jpeg', 'png', 'webp'] as const)(
    'stands upright when the EXIF of a %s turns it',
    async (format) => {
      // Orientation 6: the camera was held so that the stored left is the top.
      const turned = await redThenBlue().withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
      const image = await images.process(turned);

      expect((await dimensions(image)).large).toBe('20x40');
      const [topRed = 0, , topBlue = 255] = await colourAt(image, 10, 5);
      const [bottomRed = 255, , bottomBlue = 0] = await colourAt(image, 10, 35);
      expect(topRed - topBlue).toBeGreaterThan(150);
      expect(bottomBlue - bottomRed).toBeGreaterThan(150);
    },
  );

  it('keeps its transparency', async () => {
    const clear = {
      width: 200,
      height: 100,
      channels: 4,
      background: { r: 255, g: 0, b: 0, alpha: 0.5 },
    } as const;
    const image = await images.process(await sharp({ create: clear }).png().toBuffer());
    const [alpha = 0] = await sharp(image.medium).extractChannel('alpha').raw().toBuffer();
    expect(Math.abs(alpha - 128)).toBeLessThan(4);
  });

  it.each([
    ['CMYK JPEG', () => picture(60, 40).toColourspace('cmyk').jpeg().toBuffer()],
    ['grey 16-bit PNG', () => picture(60, 40).toColourspace('grey16').png().toBuffer()],
    [
      'interlaced 16-bit PNG',
      () => picture(60, 40).toColourspace('rgb16').png({ progressive: true }).toBuffer(),
    ],
    ['palette PNG', () => picture(60, 40).png({ palette: true }).toBuffer()],
    ['progressive JPEG', () => picture(60, 40).jpeg({ progressive: true }).toBuffer()],
    ['lossless WebP', () => picture(60, 40).webp({ lossless: true }).toBuffer()],
  ])('may be a %s', async (_, make) => {
    const image = await images.process(await make());
    expect(await sharp(image.large).metadata()).toMatchObject({
      width: 60,
      height: 40,
      space: 'srgb',
      depth: 'uchar',
    });
  });

  it('may be the irregular JPEG some phones write', async () => {
    // The scan header says it ends at coefficient 0, which a sequential JPEG must not say.
    const jpeg = await picture(200, 100).jpeg({ optimiseScans: false, mozjpeg: false }).toBuffer();
    const lastCoefficient = jpeg.indexOf(Buffer.from([0xff, 0xda])) + 4 + 8;
    expect(jpeg[lastCoefficient]).toBe(63);
    jpeg[lastCoefficient] = 0;
    await expect(images.process(jpeg)).resolves.toBeDefined();
  });
});
