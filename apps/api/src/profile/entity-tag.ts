import { createHash } from 'node:crypto';

/** A strong tag of exactly these bytes (RFC 9110 8.8.3). */
export const entityTag = (bytes: Buffer): string =>
  `"${createHash('sha256').update(bytes).digest('base64url')}"`;

/** Whether `If-None-Match` names the tag: by `*`, or in its list, where a weak spelling counts (RFC 9110 13.1.2). */
export const namesTag = (ifNoneMatch: string | undefined, tag: string): boolean =>
  (ifNoneMatch ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === '*' || one === tag);
