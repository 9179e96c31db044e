/** Who sends when a person has named no platform. */
const houseName = 'ON Indonesia';

// Controls would forge headers and lines; bidirectional and other format characters would make text read as another.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** A value as a template may show it: one line, nothing invisible. */
export const safeText = (value: unknown): string =>
  (typeof value === 'string' || typeof value === 'number' ? String(value) : houseName).replace(
    invisible,
    ' ',
  );
