import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { KeyPair } from './self-signed.js';
import { waitFor } from './wait-for.js';

/** How the gateway answers; a function for anything out of the ordinary. */
export type SmsGatewayMode =
  | 'accept'
  | 'refuse-400'
  | 'fail-500'
  | 'busy-429'
  | 'hang'
  | 'redirect'
  | ((response: ServerResponse) => unknown);

export interface SmsGatewayOptions {
  readonly mode?: SmsGatewayMode;
  /** Then the gateway speaks HTTPS. */
  readonly certificate?: KeyPair;
}

export interface ReceivedSms {
  readonly id: string;
  readonly to: string;
  readonly message: string;
}

export interface SmsRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** An SMS gateway on a free port of 127.0.0.1 that keeps what it accepts. */
export class SmsGateway {
  /** Seconds, or a date, that `busy-429` asks to wait. */
  retryAfter = '7';
  /** Where `redirect` sends the client. */
  location = 'http://127.0.0.1/';
  /** Connections that stood, TLS included. */
  connections = 0;
  /** Everything that came, whatever the answer was. */
  readonly requests: SmsRequest[] = [];
  readonly messages: ReceivedSms[] = [];
  mode: SmsGatewayMode;
  private readonly scheme: string;
  private readonly server: Server;

  private constructor({ mode = 'accept', certificate }: SmsGatewayOptions) {
    this.mode = mode;
    this.scheme = certificate ? 'https' : 'http';
    const listener = (request: IncomingMessage, response: ServerResponse): void =>
      void this.receive(request, response).catch(() => response.destroy());
    this.server = certificate ? createTlsServer({ ...certificate }, listener) : createServer(listener);
    this.server.on(certificate ? 'secureConnection' : 'connection', () => (this.connections += 1));
  }

  static async start(options: SmsGatewayOptions = {}): Promise<SmsGateway> {
    const gateway = new SmsGateway(options);
    await once(gateway.server.listen(0, '127.0.0.1'), 'listening');
    return gateway;
  }

  /** As SMS_URL takes it, without credentials. */
  get url(): string {
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}/sms`;
  }

  waitFor(predicate: (sms: ReceivedSms) => boolean, ms = 5000): Promise<ReceivedSms> {
    return waitFor(this.messages, predicate, ms);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => {
      this.server.close(resolve);
    });
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url: path, headers } = request;
    const body = await json(request);
    this.requests.push({ method, path, headers, body });
    if (this.mode === 'accept') this.messages.push(body as ReceivedSms);
    this.answer(response, body as ReceivedSms);
  }

  private answer(response: ServerResponse, { id }: ReceivedSms): void {
    const { mode } = this;
    if (typeof mode === 'function') return void mode(response);
    switch (mode) {
      case 'accept':
        response
          .writeHead(202, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: `sms-${id}` }));
        return;
      case 'refuse-400':
        response.writeHead(400).end('{"error":"bad number"}');
        return;
      case 'fail-500':
        response.writeHead(500).end();
        return;
      case 'busy-429':
        response.writeHead(429, { 'retry-after': this.retryAfter }).end();
        return;
      case 'redirect':
        response.writeHead(307, { location: this.location }).end();
        return;
      case 'hang':
    }
  }
}
