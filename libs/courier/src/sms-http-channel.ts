import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Beginning } from './beginning.js';
import { Channel, DeliveryFailed, type Acceptance, type Begin } from './channel.js';
import { post } from './http-post.js';
import type { RenderedMessage } from './rendered-message.js';
import { credentialsIn } from './url-credentials.js';

/** Seconds a gateway may ask us to wait. */
const longestWait = 3600;
/** Bytes of an answer that are read. */
const longestAnswer = 64 * 1024;

export interface SmsGateways {
  /** Credentials in a URL become Basic. */
  readonly url: string;
  /** Used after the first failed, however it failed. */
  readonly fallbackUrl?: string | undefined;
  /** Milliseconds one delivery takes at most, over both gateways: less than the ten seconds in which SIGTERM drains. */
  readonly limit?: number | undefined;
}

interface Gateway {
  readonly channel: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Posts SMS to an HTTP gateway, and to a second one when the first fails. */
export class SmsHttpChannel extends Channel {
  private readonly first: Gateway;
  private readonly second: Gateway | undefined;
  /** Milliseconds for each gateway. */
  private readonly patience: number;

  constructor({ url, fallbackUrl, limit = 8000 }: SmsGateways) {
    super();
    this.first = gatewayAt('sms-http', url);
    this.second = fallbackUrl === undefined ? undefined : gatewayAt('sms-http-fallback', fallbackUrl);
    this.patience = this.second ? Math.floor(limit / 2) : limit;
  }

  async deliver(message: RenderedMessage, begin: Begin): Promise<Acceptance> {
    const beginning = new Beginning(begin);
    const outcome = await this.ask(this.first, message, beginning);
    if (!(outcome instanceof DeliveryFailed)) return outcome;
    if (!this.second) throw outcome;
    const other = await this.ask(this.second, message, beginning);
    if (!(other instanceof DeliveryFailed)) return { ...other, detail: inWords(outcome) };
    throw together(outcome, other);
  }

  private async ask(
    { channel, url, headers }: Gateway,
    { id, to, text }: RenderedMessage,
    beginning: Beginning,
  ): Promise<Acceptance | DeliveryFailed> {
    const signal = AbortSignal.timeout(this.patience);
    try {
      const answer = await post(url, {
        headers: { ...headers, 'idempotency-key': id },
        body: JSON.stringify({ id, to, message: text }),
        signal,
        begin: () => beginning.once(),
      });
      const { statusCode: status = 0 } = answer;
      if (status >= 200 && status < 300) return { channel, providerId: await providerIdIn(answer) };
      answer.destroy();
      return refusal(channel, status, answer.headers);
    } catch (error) {
      beginning.throwFault();
      const said = signal.aborted ? `no answer within ${this.patience} ms` : codeOf(error);
      return new DeliveryFailed(channel, false, said);
    }
  }
}

/** A code, never the text of the fault: that may name the URL. */
const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'no connection';

function gatewayAt(channel: string, given: string): Gateway {
  const url = new URL(given);
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const login = credentialsIn(url);
  if (!login) return { channel, url: url.href, headers };
  url.username = '';
  url.password = '';
  const basic = Buffer.from(`${login.user}:${login.password}`, 'utf8').toString('base64');
  return { channel, url: url.href, headers: { ...headers, authorization: `Basic ${basic}` } };
}

/** 408, 429 and 5xx pass; any other answer, a redirect among them, would come again. */
function refusal(channel: string, status: number, headers: IncomingHttpHeaders): DeliveryFailed {
  const passes = status === 408 || status === 429 || status >= 500;
  return new DeliveryFailed(
    channel,
    !passes,
    `answered ${status}`,
    passes ? secondsToWait(headers) : undefined,
  );
}

/** RFC 9110 10.2.3. A date is measured against the answer's own, so that no clock has to agree with another. */
function secondsToWait(headers: IncomingHttpHeaders): number | undefined {
  const wish = headers['retry-after']?.trim() ?? '';
  const date = Date.parse(wish.endsWith(' GMT') ? wish : '');
  const seconds = /^\d+$/.test(wish)
    ? Number(wish)
    : Math.ceil((date - Date.parse(headers.date ?? '')) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), longestWait);
}

/** The gateway's own id of the message, if it tells one. The status alone says that it was accepted. */
async function providerIdIn(response: IncomingMessage): Promise<string | undefined> {
  try {
    const answer = JSON.parse(await shortTextOf(response)) as { id?: unknown } | null;
    return typeof answer?.id === 'string' && /^[\x21-\x7e]{1,100}$/.test(answer.id) ? answer.id : undefined;
  } catch {
    return undefined;
  }
}

async function shortTextOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestAnswer) return ''; // leaving the loop ends the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const inWords = ({ channel, message }: DeliveryFailed): string => `${channel}: ${message}`;

/** Given up only when neither would take it; and neither is asked again sooner than it wished. */
function together(first: DeliveryFailed, second: DeliveryFailed): DeliveryFailed {
  return new DeliveryFailed(
    second.channel,
    first.permanent && second.permanent,
    [first, second].map(inWords).join('; '),
    Math.max(first.retryAfter ?? 0, second.retryAfter ?? 0),
  );
}
