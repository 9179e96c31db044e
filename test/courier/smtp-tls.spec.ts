import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { DeliveryFailed } from '@app/courier';
import { SmtpChannel } from '@app/courier';
import { selfSigned } from '../harness/self-signed.js';
import { SmtpSink, type SmtpSinkOptions } from '../harness/smtp-sink.js';

const begin = (): Promise<void> => Promise.resolve();

const ada = {
  id: 'message-1',
  to: 'ada@example.test',
  subject: 'Code',
  text: 'Your code: 482913',
  html: null,
};
// Reaches the sink, and is not recognised as loopback: what the channel does with a server elsewhere, without a network.
const elsewhere = '0.0.0.0';

describe('TLS of the SMTP channel', () => {
  let sink: SmtpSink;
  let channel: SmtpChannel;

  async function start(host: string, options: SmtpSinkOptions, query = ''): Promise<void> {
    sink = await SmtpSink.start(options);
    const scheme = options.implicitTls ? 'smtps' : 'smtp';
    const url = `${scheme}://${host}:${sink.port}${query}`;
    channel = new SmtpChannel({ url, from: 'no-reply@usapi.example', limit: 2000 });
  }

  afterEach(async () => {
    channel.close();
    await sink.stop();
  });

  /** Whether it was sent in whatever form; a refusal is one that is tried again. */
  const sent = async (): Promise<boolean> => {
    const refused: unknown = await channel.deliver(ada, begin).catch((reason: unknown) => reason);
    const isRetried = refused instanceof DeliveryFailed && !refused.permanent;
    return !isRetried || sink.transactions > 0;
  };

  it('sends nothing in plain to a server elsewhere', async () => {
    await start(elsewhere, {});
    expect(await sent()).toBe(false);
  });

  it.each([
    ['elsewhere', elsewhere, {}],
    ['on loopback', '127.0.0.1', {}],
    ['elsewhere, with TLS from the start', elsewhere, { implicitTls: true }],
    ['on loopback, with TLS from the start', '127.0.0.1', { implicitTls: true }],
  ])(
    'sends nothing, in plain neither, under a certificate nobody vouches for, %s',
    async (_where, host, options) => {
      await start(host, { ...options, certificate: selfSigned(host) });
      expect(await sent()).toBe(false);
    },
  );

  it('cannot be talked out of it by the URL', async () => {
    const query = '?tls.rejectUnauthorized=false&requireTLS=false&ignoreTLS=true&opportunisticTLS=true';
    await start(elsewhere, { certificate: selfSigned(elsewhere) }, query);
    expect(await sent()).toBe(false);
  });

  describe('with a certificate that is vouched for', () => {
    const before = getCACertificates('default');
    const trust = (certificate: string): void => setDefaultCACertificates([...before, certificate]);

    afterEach(() => setDefaultCACertificates(before));

    it.each([
      ['by STARTTLS', elsewhere, {}],
      ['by STARTTLS on loopback too, where it is offered', 'localhost', {}],
      ['from the start', elsewhere, { implicitTls: true }],
    ])('sends over TLS, %s', async (_how, host, options) => {
      const certificate = selfSigned(host);
      trust(certificate.cert);
      await start(host, { ...options, certificate });
      await channel.deliver(ada, begin);
      expect(sink.messages).toEqual([expect.objectContaining({ overTls: true })]);
    });

    it.each([elsewhere, '127.0.0.1', 'localhost'])(
      'sends nothing to %s under another host’s name',
      async (host) => {
        const certificate = selfSigned('mail.example.test');
        trust(certificate.cert);
        await start(host, { certificate });
        expect(await sent()).toBe(false);
      },
    );
  });
});
