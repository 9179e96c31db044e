import { isIPv4 } from 'node:net';
import { Readable } from 'node:stream';
import {
  createTransport,
  type NodemailerError,
  type SendMailOptions,
  type SMTPPoolSentMessageInfo,
  type Transporter,
} from 'nodemailer';
import { Beginning } from './beginning.js';
import { Channel, DeliveryFailed, type Acceptance, type Begin } from './channel.js';
import { providerIdIn } from './provider-id.js';
import type { RenderedMessage } from './rendered-message.js';
import { credentialsIn } from './url-credentials.js';

const channel = 'smtp';
/** As many as the courier sends at the same time, so that no message waits in the pool. */
const connections = 8;
/** Bytes of one answer of the server. */
const longestReply = 64 * 1024;
/** 5xx that tell of our login or of missing TLS (RFC 4954 6): the operator mends it, and the message goes out. */
const operatorsReplies: ReadonlySet<number> = new Set([530, 534, 535, 538]);
/** Only a refusal of these is one of the message; all before them concerns the server, the login or the sender. */
const messageCommands: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);
// The stored address is canonical; nothing that could be read as a list, a route or a second header gets this far.
const oneMailbox = /^[^\s\p{Cc}@,;:<>()[\]\\"]+@[^\s\p{Cc}@,;:<>()[\]\\"]+$/u;

export interface SmtpServer {
  /** smtp: (STARTTLS, required unless the host is loopback) or smtps:. Its query is not read: it could undo TLS. */
  readonly url: string;
  /** Plain address. */
  readonly from: string;
  /** Milliseconds one delivery takes at most: less than the ten seconds in which SIGTERM drains. */
  readonly limit?: number | undefined;
}

/** What nodemailer is given, and hands on to its plugins. */
type Mail = SendMailOptions & { readonly beginning: Beginning };

/** Hands mail to an SMTP server: certificates always verified, one recipient a message. */
export class SmtpChannel extends Channel {
  private readonly transport: Transporter<SMTPPoolSentMessageInfo>;
  private readonly from: string;
  private readonly limit: number;

  constructor({ url, from, limit = 8000 }: SmtpServer) {
    super();
    this.from = from;
    this.limit = limit;
    this.transport = createTransport({
      pool: true,
      ...serverIn(new URL(url)),
      maxConnections: connections,
      // Once more at the most, and only when a pooled connection was dead before a byte of the message was sent.
      maxRequeues: 1,
      dnsTimeout: limit / 4,
      connectionTimeout: limit / 2,
      greetingTimeout: limit / 2,
      socketTimeout: limit * 0.75,
      idleTimeout: limit / 2,
      socketCloseTimeout: 500,
      maxResponseSize: longestReply,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.transport.use('stream', ({ data, message }, done) => {
      const { beginning } = data as Mail;
      message.processFunc((content) => Readable.from(beginning.withinDataOf(content), { objectMode: false }));
      done();
    });
  }

  async deliver(message: RenderedMessage, begin: Begin): Promise<Acceptance> {
    const { id, to, text, html } = message;
    const beginning = new Beginning(begin);
    if (!oneMailbox.test(to))
      throw new DeliveryFailed(channel, true, 'the stored address is not one mailbox');
    const recipient = { name: '', address: to };
    const mail: Mail = {
      envelope: { from: this.from, to: [recipient] },
      from: { name: '', address: this.from },
      to: recipient,
      // The same at every attempt, so that a second sending can be recognised.
      messageId: `<${id}@${this.from.slice(this.from.lastIndexOf('@') + 1)}>`,
      subject: (message.subject ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim(),
      headers: { 'Auto-Submitted': 'auto-generated' },
      text,
      html: html ?? undefined,
      beginning,
      // Bounds the whole; the timeouts above bound its phases, so that the record names the one that hung.
      signal: AbortSignal.timeout(this.limit),
    };
    try {
      const { response } = await this.transport.sendMail(mail);
      return { channel, providerId: providerIdIn(response) };
    } catch (error) {
      beginning.throwFault();
      throw failureOf(error as NodemailerError, to, { limit: this.limit, begun: beginning.isNoted });
    }
  }

  /** Ends the pooled connections. What is still being sent fails, and can be sent again. */
  close(): void {
    this.transport.close({ force: true });
  }
}

/** Each part read here: nodemailer would take any option out of the URL, `tls.rejectUnauthorized=false` among them. */
function serverIn(url: URL) {
  const host = url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'smtps:';
  const server = { port: Number(url.port) || undefined, secure, requireTLS: !secure && !isLoopback(host) };
  const login = credentialsIn(url);
  const auth = login && { user: login.user, pass: login.password };
  // nodemailer would ask the DNS for localhost, and whoever answers would get the mail in plain.
  if (host === 'localhost') return { ...server, auth, host: '127.0.0.1', servername: host };
  return { ...server, auth, host };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** Once the whole mail is out, a server that says nothing may have taken it (RFC 5321 4.5.3.2.6). */
function failureOf(
  error: NodemailerError,
  to: string,
  { limit, begun }: { limit: number; begun: boolean },
): DeliveryFailed {
  const { code, command = '', responseCode = 0, permanent = false } = error;
  const refused = permanent && messageCommands.has(command) && !operatorsReplies.has(responseCode);
  const said =
    code === 'EABORT' ? `no end within ${limit} ms` : `${code ?? ''} ${error.response ?? error.message}`;
  const isUnclear = begun && responseCode === 0;
  return new DeliveryFailed(channel, refused, withoutPersonalData(said, to), undefined, isUnclear);
}

/** Servers like to repeat the address, and filters a link or a number of the text: such words are left out. */
function withoutPersonalData(said: string, to: string): string {
  const mailbox = to.slice(0, to.lastIndexOf('@'));
  const tells = (word: string): boolean =>
    /[@/=]|\d{5}/.test(word) || word.length > 40 || word.toLowerCase().replace(/[.!?]+$/, '') === mailbox;
  const words = said.split(/[\s<>()[\]"',;:]+/).filter((word) => word !== '');
  return words
    .map((word) => (tells(word) ? '…' : word))
    .join(' ')
    .slice(0, 200);
}
