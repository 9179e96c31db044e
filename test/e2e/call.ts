import type { CallOptions } from '../harness/client.js';
import type { Service } from '../harness/service.js';

/** One call of the service. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly options?: CallOptions;
}

/** Makes a call that is answered well: everything it needs is there. */
export type GoodCall = (service: Service) => Promise<Call>;

export const get = (path: string, options: CallOptions = {}): Call => ({ method: 'GET', path, options });

export const post = (path: string, body?: unknown, options: CallOptions = {}): Call => ({
  method: 'POST',
  path,
  body,
  options,
});

export const remove = (path: string, body: unknown, options: CallOptions = {}): Call => ({
  method: 'DELETE',
  path,
  body,
  options,
});
