import { ImageProcessor, imageSizes, type ImageSize } from '@app/images';
import sharp from 'sharp';
import { blackPixels, picture, pngChunk, pngOf } from './samples.js';

const sizes = Object.keys(imageSizes) as ImageSize[];
const images = new ImageProcessor();

describe('what an image carries besides its pixels', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'is lost: the place, the camera, XMP and profile in a %s',
    async (format) => {
      const telling = await picture(400, 300)
        .withExif({
          IFD0: { Model: 'TellTale' },
          IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
        })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">TellTale</x:xmpmeta>')
        .withIccProfile('p3')
        .toFormat(format)
        .toBuffer();
      const before = await sharp(telling).metadata();
      expect(before).toMatchObject({
        exif: expect.any(Buffer),
        xmp: expect.any(Buffer),
        icc: expect.any(Buffer),
      });

      const image = await images.process(telling);
      for (const size of sizes) {
        const { exif, xmp, icc, iptc, orientation } = await sharp(image[size]).metadata();
        expect({ exif, xmp, icc, iptc, orientation }).toEqual({});
        for (const trace of ['EXIF', 'XMP ', 'ICCP', 'TellTale']) {
          expect(image[size].includes(trace)).toBe(false);
        }
      }
    },
  );

  it.each(['jpeg', 'png', 'webp'] as const)('is lost: what is appended to a %s', async (format) => {
    const script = '<script>alert(1)</script>';
    const polyglot = Buffer.concat([
      await picture(300, 200).toFormat(format).toBuffer(),
      Buffer.from(script),
    ]);
    const image = await images.process(polyglot);
    for (const size of sizes) expect(image[size].includes('script')).toBe(false);
  });

  it('is lost: texts hidden inside a PNG', async () => {
    const text = pngChunk('tEXt', Buffer.from('Comment\0<?php system($_GET[0]) ?>', 'latin1'));
    const image = await images.process(pngOf(300, 200, [text, blackPixels(300, 200)]));
    for (const size of sizes) expect(image[size].includes('php')).toBe(false);
  });
});
