const signatureBytes = 8;
/** Length, type and checksum around a chunk's data. */
const frameBytes = 12;

/** What decides how the picture looks. `eXIf` is here for its orientation. */
const wantedAncillary = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'eXIf']);

/**
 * PNG 3, 5.4: bit 5 of a type's first byte is 0 (an upper case letter) where a decoder cannot do without the
 * chunk.
 */
const isCritical = (type: string): boolean => /^[A-Z]/.test(type);

/**
 * The PNG without texts, private chunks and whatever follows its end. libpng inflates every `zTXt` and `iTXt` up
 * to 8 MB and keeps it: 100 of them, 8 kB each, were seen to take 4 GB for a picture of ten pixels. So none of
 * them may reach it.
 *
 * Throws for an APNG (an `acTL` chunk): libvips would silently show one frame of it, and file-type looks through no
 * more than 512 chunks.
 */
export const pictureChunksOf = (png: Buffer): Buffer => {
  const kept = Buffer.alloc(png.length);
  let length = png.copy(kept, 0, 0, signatureBytes);
  let at = signatureBytes;
  let type = '';
  while (at + frameBytes <= png.length && type !== 'IEND') {
    const end = at + frameBytes + png.readUInt32BE(at);
    type = png.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') throw new Error('animated PNG');
    if (isCritical(type) || wantedAncillary.has(type)) length += png.copy(kept, length, at, end);
    at = end;
  }
  return kept.subarray(0, length);
};
