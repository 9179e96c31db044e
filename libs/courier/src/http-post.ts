import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Begin } from './channel.js';

/** A body on its way to a URL without credentials. */
interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends it, wherever it is; the answer's body, too. */
  readonly signal: AbortSignal;
  readonly begin: Begin;
}

/**
 * Posts; `begin` is awaited when the connection stands, TLS and its certificate included, before a byte of the request
 * leaves. Each has a connection of its own: one that the other side closed meanwhile would fail after the beginning.
 * Redirects are not followed.
 * @throws Error with a `code` for what the connection does, and whatever `begin` throws
 */
export function post(url: string, { headers, body, signal, begin }: Post): Promise<IncomingMessage> {
  const isSecure = url.startsWith('https:');
  const request = isSecure ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, signal, agent: false });
    outgoing.on('error', reject);
    outgoing.once('response', resolve);
    outgoing.once('socket', (socket) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        begin().then(
          () => outgoing.end(body),
          (fault: Error) => outgoing.destroy(fault),
        );
      });
    });
  });
}
