import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import type { INestApplication } from '@nestjs/common';

/** An answer as it came over a socket. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly message: string | undefined;
}

/** Opens the service on loopback, for paths and methods that an injected request would tidy up first. */
export async function onTheWire(app: INestApplication) {
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();

  return (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body = '',
  ): Promise<WireReply> =>
    new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const message = text.startsWith('{')
            ? (JSON.parse(text) as { message?: string }).message
            : undefined;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, message });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
}
