/** User-id and password of RFC 7617. */
export interface BasicCredentials {
  readonly name: string;
  readonly secret: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
// RFC 4648 4, strictly: Node would skip what does not belong there and so accept many spellings of one secret.
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Longer than any name and secret we hand out. */
const longest = 1024;

/** Reads an `Authorization: Basic …` header, or null when it is none. The name ends at the first colon (RFC 7617 2). */
export function readBasicCredentials(header: string | undefined): BasicCredentials | null {
  const token = /^basic ([^ ]+)$/i.exec(header ?? '')?.[1];
  if (token === undefined || token.length > longest || !base64.test(token)) return null;
  try {
    const text = utf8.decode(Buffer.from(token, 'base64'));
    const colon = text.indexOf(':');
    return colon < 1 ? null : { name: text.slice(0, colon), secret: text.slice(colon + 1) };
  } catch {
    return null;
  }
}
