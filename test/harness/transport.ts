import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** One request, ready to be sent. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer | FormData;
}

/** What came back, before anybody reads it. */
interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly bytes: Buffer;
}

export type Transport = (request: Sent) => Promise<Received>;

/** To a service in this process, without a socket. */
export const within =
  (app: NestFastifyApplication): Transport =>
  async ({ method, path, ...request }) => {
    const { statusCode, headers, rawPayload } = await app.inject({
      ...request,
      method: method as 'GET',
      url: path,
    });
    return { status: statusCode, headers, bytes: rawPayload };
  };

/** To services in processes of their own, by their addresses, in turns. */
export function inTurnsTo(urls: readonly string[]): Transport {
  let turn = 0;
  return async ({ method, path, headers, payload }) => {
    const url = `${urls[turn++ % urls.length]}${path}`;
    const body = Buffer.isBuffer(payload) ? new Uint8Array(payload) : payload;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };
}
