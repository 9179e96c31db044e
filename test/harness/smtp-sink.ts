import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { domainToASCII } from 'node:url';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { KeyPair } from './self-signed.js';
import { waitFor } from './wait-for.js';

/**
 * What the server does with mail. The rejections are answers to RCPT and repeat the address, as real servers do;
 * `hang` never greets and never answers MAIL; `hang-in-data` takes the text and says nothing to it; `trickle` begins an
 * answer to MAIL that has no end; `drop-after-data` takes all and is gone.
 */
export type SmtpSinkMode =
  | 'accept'
  | 'reject-4xx'
  | 'reject-5xx'
  | `reject-${number}`
  | 'hang'
  | 'hang-in-data'
  | 'trickle'
  | 'drop-in-data'
  | 'drop-after-data';

export interface SmtpSinkOptions {
  readonly mode?: SmtpSinkMode;
  /** Offers STARTTLS with this certificate; `implicitTls` speaks TLS from the start. */
  readonly certificate?: KeyPair;
  readonly implicitTls?: boolean;
  /** Then nobody sends without it. */
  readonly login?: { readonly user: string; readonly password: string };
}

export interface ReceivedMail {
  /** MAIL FROM. */
  readonly sender: string;
  /** Every RCPT TO. */
  readonly recipients: readonly string[];
  readonly overTls: boolean;
  readonly content: Email;
  readonly raw: string;
}

type Reply = (error: null, reply: string) => void;

/** A mail server on a free port of 127.0.0.1 that keeps what it accepts. */
export class SmtpSink {
  readonly messages: ReceivedMail[] = [];
  /** What it says behind 250 to a mail it took. */
  reply = (id: string): string => `queued as ${id}`;
  /** MAIL commands, whatever came of them. */
  transactions = 0;
  private mode: SmtpSinkMode;
  private readonly server: SMTPServer;
  private readonly sockets = new Map<number, Socket>();

  private constructor(private readonly options: SmtpSinkOptions) {
    this.mode = options.mode ?? 'accept';
    this.server = new SMTPServer({
      ...options.certificate,
      secure: options.implicitTls ?? false,
      disabledCommands: options.certificate ? [] : ['STARTTLS'],
      disableReverseLookup: true,
      authOptional: options.login === undefined,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        const { login } = this.options;
        if (username === login?.user && password === login?.password) done(null, { user: username });
        else done(new Error('Authentication failed'));
      },
      onConnect: (_session, done) => void (this.mode === 'hang' || done()),
      onMailFrom: (_address, session, done) => {
        this.transactions += 1;
        if (this.mode === 'trickle') this.trickle(session);
        else if (this.mode !== 'hang') done();
      },
      onRcptTo: ({ address }, _session, done) => done(this.rejectionOf(address)),
      // A connection that ends within DATA, or for our certificate, is what some tests are about.
      onData: (stream, session, done) => void this.take(stream, session, done).catch(() => undefined),
    });
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (socket: Socket) => this.sockets.set(socket.remotePort ?? 0, socket));
  }

  static async start(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
    const sink = new SmtpSink(options);
    await once(sink.server.listen(0, '127.0.0.1'), 'listening');
    return sink;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** As SMTP_URL takes it, without credentials. */
  get url(): string {
    return `${this.options.implicitTls ? 'smtps' : 'smtp'}://127.0.0.1:${this.port}`;
  }

  setMode(mode: SmtpSinkMode): void {
    this.mode = mode;
  }

  waitFor(predicate: (mail: ReceivedMail) => boolean, ms = 5000): Promise<ReceivedMail> {
    return waitFor(this.messages, predicate, ms);
  }

  /** As a server does that restarts, or that finds a connection idle. */
  disconnect(): void {
    for (const socket of this.sockets.values()) socket.destroy();
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
    this.disconnect();
    await closed;
  }

  private rejectionOf(address: string): Error | null {
    if (!this.mode.startsWith('reject')) return null;
    const responseCode = Number(this.mode.slice('reject-'.length).replace('xx', '50'));
    const status = responseCode < 500 ? '4.2.0' : '5.1.1';
    return Object.assign(new Error(`${status} <${address}>: unavailable`), { responseCode });
  }

  private trickle(session: SMTPServerSession): void {
    const socket = this.sockets.get(session.remotePort);
    const timer = setInterval(() => socket?.write('250-\r\n'), 20);
    socket?.once('close', () => clearInterval(timer));
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Reply): Promise<void> {
    if (this.mode === 'drop-in-data') this.sockets.get(session.remotePort)?.destroy();
    const chunks: Buffer[] = await stream.toArray();
    if (this.mode === 'hang-in-data') return;
    const raw = Buffer.concat(chunks).toString('utf8');
    const { mailFrom, rcptTo } = session.envelope;
    const sender = mailFrom === false ? '' : mailFrom.address;
    const recipients = rcptTo.map(({ address }) => inAscii(address));
    const content = await PostalMime.parse(raw);
    this.messages.push({ sender, recipients, overTls: session.secure, content, raw });
    if (this.mode === 'drop-after-data') this.sockets.get(session.remotePort)?.destroy();
    else done(null, this.reply(session.id));
  }
}

/** smtp-server decodes the domain; mail goes to the ASCII form, which is the one that is stored. */
const inAscii = (address: string): string => {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
};
