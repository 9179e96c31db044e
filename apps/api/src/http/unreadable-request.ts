import type { Socket } from 'node:net';
import type { HttpSettings } from '@app/settings';
import { standingHeaders } from './headers.js';

/** What the parser gives up with, by Node's code; everything else is plain garbage. */
const answers: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['413 Payload Too Large', 'Payload too large'],
};

/**
 * Bytes that are no HTTP get the contract's answer too, and the connection is closed: there is no request that a hook
 * or a filter could look at.
 */
export function answerUnreadable(settings: HttpSettings) {
  const standing = Object.entries(standingHeaders(settings)).map(([name, value]) => `${name}: ${value}\r\n`);
  return (fault: Error & { code?: string }, socket: Socket): void => {
    if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const [status, message] = answers[fault.code ?? ''] ?? ['400 Bad Request', 'Malformed request body'];
    const body = JSON.stringify({ message });
    const headers = `content-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\nconnection: close\r\n`;
    socket.end(`HTTP/1.1 ${status}\r\n${standing.join('')}${headers}\r\n${body}`);
  };
}
