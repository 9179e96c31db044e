import { ImageProcessor, ImageRefused } from '@app/images';
import sharp from 'sharp';
import { animatedPng, blackPixels, picture, pngChunk, pngOf, twoFrames } from './samples.js';

const images = new ImageProcessor();

const refusalOf = (bytes: Buffer): Promise<unknown> =>
  images.process(bytes).then(
    () => 'accepted',
    (fault: unknown) => fault,
  );

describe('a refused image', () => {
  it('is one problem to the caller, and tells only the log why', async () => {
    const refusal = await refusalOf(Buffer.from('GIF89a'));
    expect(refusal).toBeInstanceOf(ImageRefused);
    expect(refusal).toMatchObject({
      code: 'profile.image_refused',
      message: "Property 'profile_img' must be a JPEG, PNG or WebP image of at most 25 megapixels",
      cause: expect.any(Error),
    });
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['no bytes at all', () => Buffer.alloc(0)],
    ['one byte', () => Buffer.from([0xff])],
    ['zeros', () => Buffer.alloc(5000)],
    ['text', () => Buffer.from('hello, this is a jpeg')],
    ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['PHP', () => Buffer.from('<?php system($_GET[0]); ?>')],
    ['SVG', () => Buffer.from(svg)],
    ['SVG as XML', () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['PDF', () => Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')],
    ['ZIP', () => Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1')],
    ['GIF', () => picture(20, 20).gif().toBuffer()],
    ['animated GIF', () => twoFrames().gif().toBuffer()],
    ['TIFF', () => picture(20, 20).tiff().toBuffer()],
    ['AVIF', () => picture(20, 20).avif({ effort: 0 }).toBuffer()],
    ['the signature of a JPEG and nothing more', () => Buffer.from([0xff, 0xd8, 0xff])],
    ['HTML behind the signature of a JPEG', () => Buffer.from('\xff\xd8\xff<html><script>', 'latin1')],
    ['HTML behind the signature of a PNG', () => Buffer.from('\x89PNG\r\n\x1a\n<html><script>', 'latin1')],
    ['HTML behind the signature of a WebP', () => Buffer.from('RIFF\xff\0\0\0WEBP<html><script>', 'latin1')],
    [
      'animated WebP',
      () =>
        twoFrames()
          .webp({ loop: 0, delay: [100, 100] })
          .toBuffer(),
    ],
    ['animated PNG', () => animatedPng()],
    ['PNG whose animation hides behind 600 texts', () => animatedPng(manyTexts(600))],
    ['PNG without pixels', () => pngOf(9, 9, [])],
    ['PNG of no width', () => pngOf(0, 9, [blackPixels(1, 9)])],
    ['PNG with too few pixels', () => pngOf(90, 90, [blackPixels(90, 30)])],
  ])('is %s', async (_, make) => {
    expect(await refusalOf(await make())).toBeInstanceOf(ImageRefused);
  });

  it('the animations above do have two frames', async () => {
    const webp = await twoFrames()
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', pages: 2 });
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['JPEG', () => picture(400, 300).jpeg().toBuffer()],
    ['progressive JPEG', () => picture(400, 300).jpeg({ progressive: true }).toBuffer()],
    ['PNG', () => picture(400, 300).png().toBuffer()],
    ['interlaced PNG', () => picture(400, 300).png({ progressive: true }).toBuffer()],
    ['WebP', () => picture(400, 300).webp().toBuffer()],
    ['lossless WebP', () => picture(400, 300).webp({ lossless: true }).toBuffer()],
  ])('is a truncated %s, wherever it ends', async (_, make) => {
    const whole = await make();
    await expect(images.process(whole)).resolves.toBeDefined();
    for (const share of [0.01, 0.1, 0.5, 0.9, 0.99]) {
      const part = whole.subarray(0, Math.floor(whole.length * share));
      expect(await refusalOf(part)).toBeInstanceOf(ImageRefused);
    }
  });

  it('is a PNG whose pixels do not match their checksum', async () => {
    const png = await picture(100, 100).png().toBuffer();
    const middle = Math.floor(png.length / 2);
    png.fill(0x55, middle, middle + 20);
    expect(await refusalOf(png)).toBeInstanceOf(ImageRefused);
  });
});

const manyTexts = (count: number): Buffer[] =>
  Array.from({ length: count }, () => pngChunk('tEXt', Buffer.from('k\0v', 'latin1')));
