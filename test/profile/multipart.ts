import type { RawForm } from './member.js';

/** One part, as its headers and bytes are written. */
export interface Part {
  readonly headers: readonly string[];
  readonly content: string | Buffer;
}

export const boundary = 'usapi-test-boundary';
export const contentType = `multipart/form-data; boundary=${boundary}`;

/** A part with a name, and with a file name and type if it is a file. */
export const part = (name: string, content: string | Buffer, filename?: string, type?: string): Part => ({
  headers: [
    `Content-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}`,
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
  ],
  content,
});

/** RFC 7578 4.1. */
export function multipart(parts: readonly Part[], eol = '\r\n'): RawForm {
  const pieces = parts.flatMap(({ headers, content }) => [
    `--${boundary}${eol}${headers.join(eol)}${eol}${eol}`,
    content,
    eol,
  ]);
  const body = Buffer.concat(
    [...pieces, `--${boundary}--${eol}`].map((piece) => Buffer.from(piece as string)),
  );
  return { contentType, body };
}
