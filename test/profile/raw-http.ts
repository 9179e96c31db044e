import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertDocumented } from '../harness/documented.js';
import type { RawForm } from './member.js';

export interface RawReply {
  readonly status: number;
  readonly body: unknown;
}

/** A request to update the profile, byte by byte as it goes over the wire. */
export function requestBytes(
  bearer: string,
  { contentType, body }: RawForm,
  headers: readonly string[] = [`Content-Length: ${body.length}`],
): Buffer {
  const head = [
    'POST /update-basic-profile HTTP/1.1',
    'Host: localhost',
    'Connection: close',
    `Authorization: Bearer ${bearer}`,
    `Content-Type: ${contentType}`,
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

/** Sends the bytes and reads the answer to its end. @throws when none comes within `ms` */
export const exchange = (port: number, bytes: Buffer, ms = 15_000): Promise<RawReply> =>
  exchangeAround(port, bytes, async () => undefined, ms);

/** The same in two halves, with something happening in between. */
export async function exchangeAround(
  port: number,
  bytes: Buffer,
  meanwhile: () => Promise<unknown>,
  ms = 15_000,
): Promise<RawReply> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined); // a reset after the answer is no matter
  socket.setTimeout(ms, () => socket.destroy());
  const closed = once(socket, 'close');
  const half = bytes.length >> 1;
  socket.write(bytes.subarray(0, half));
  await meanwhile();
  socket.write(bytes.subarray(half));
  await closed;
  return replyIn(Buffer.concat(chunks).toString('latin1'));
}

/** Sends the bytes and hangs up in the middle of the request. */
export async function hangUpAfter(port: number, bytes: Buffer): Promise<void> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes, () => socket.destroy());
  await once(socket, 'close');
}

function replyIn(text: string): RawReply {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  if (!Number.isInteger(status)) throw new Error('no answer came');
  const contentType = /^content-type: (.*)$/im.exec(head)?.[1] ?? '';
  const body: unknown = JSON.parse(rest.join('\r\n\r\n'));
  assertDocumented({ method: 'POST', path: '/update-basic-profile', status, contentType, body });
  return { status, body };
}

/** How many files and sockets this process has open. */
export const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length;

/** Waits for something that happens soon. @throws when it has not within 15 s */
export async function until(happened: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await happened())) {
    if (Date.now() > end) throw new Error('It has not happened within 15 s');
    await sleep(20);
  }
}
