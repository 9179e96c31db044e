import { assertDocumented } from './documented.js';
import type { Transport } from './transport.js';

/** Who calls: a partner by name and secret, or a person by token. */
export interface CallOptions {
  readonly basic?: string;
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
  /** The JSON body, or undefined. */
  // Tests read into answers whose schema Ajv has just checked.
  readonly body: Record<string, never> & Record<string, unknown>;
}

/** The demo partner that every test service has. */
export const demo = 'demo:demo-secret';

/** Calls a service, and checks every answer against the document. */
export class Client {
  constructor(private readonly transport: Transport) {}

  get(path: string, options?: CallOptions): Promise<Reply> {
    return this.call('GET', path, undefined, options);
  }

  post(path: string, body?: unknown, options?: CallOptions): Promise<Reply> {
    return this.call('POST', path, body, options);
  }

  /** `body`: an object is sent as JSON, FormData as multipart, a string or buffer as it is. */
  async call(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Reply> {
    const { payload, headers } = encoded(body);
    const received = await this.transport({
      method,
      path,
      headers: { ...headers, ...authorization(options), ...options.headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const text = received.bytes.toString();
    const contentType = String(received.headers['content-type'] ?? '');
    const json: unknown = contentType.includes('json') && text !== '' ? JSON.parse(text) : undefined;
    if (method !== 'HEAD') {
      assertDocumented({
        method,
        path: path.split('?')[0] ?? '',
        status: received.status,
        contentType,
        body: json,
      });
    }
    return { ...received, text, body: json as Reply['body'] };
  }
}

function encoded(body: unknown): { payload?: string | Buffer | FormData; headers: Record<string, string> } {
  if (body === undefined) return { headers: {} };
  if (body instanceof FormData) return { payload: body, headers: {} };
  if (typeof body === 'string' || Buffer.isBuffer(body))
    return { payload: body, headers: { 'content-type': 'application/json' } };
  return { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function authorization({ basic, bearer }: CallOptions): Record<string, string> {
  if (basic !== undefined) return { authorization: `Basic ${Buffer.from(basic).toString('base64')}` };
  return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
}
