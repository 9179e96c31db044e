import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { DeliveryFailed, SmsHttpChannel, SmtpChannel } from '@app/courier';
import { LeaseLost, OutboxQueue } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { selfSigned } from '../harness/self-signed.js';
import { SmsGateway } from '../harness/sms-gateway.js';
import { SmtpSink, type SmtpSinkMode } from '../harness/smtp-sink.js';
import { newSignup, signUp, startSending } from './sending-service.js';

const message = { id: 'message-1', subject: 'Code', text: 'Your code: 482913', html: '<p>482913</p>' };
const mail = { ...message, to: 'ada@example.test' };
const text = { ...message, to: '628123456789', subject: null, html: null };
const fault = new Error('another courier has it');
const refuse = (): Promise<void> => Promise.reject(fault);

describe('The beginning of a mail', () => {
  let sink: SmtpSink;
  let channel: SmtpChannel;

  async function start(mode: SmtpSinkMode): Promise<void> {
    sink = await SmtpSink.start({ mode });
    channel = new SmtpChannel({ url: sink.url, from: 'no-reply@usapi.example', limit: 1000 });
  }
  afterEach(async () => {
    channel.close();
    await sink.stop();
  });

  it('is told once, when the server waits for the end of the text', async () => {
    await start('accept');
    const before: number[] = [];
    await channel.deliver(mail, async () => {
      before.push(sink.transactions, sink.messages.length);
      await new Promise((later) => setTimeout(later, 50));
      before.push(sink.messages.length);
    });
    expect([before, sink.messages.length]).toEqual([[1, 0, 0], 1]);
  });

  it.each(['reject-4xx', 'reject-5xx', 'hang', 'trickle'] as const)(
    'is not told of a mail that never got so far (%s)',
    async (mode) => {
      await start(mode);
      const begin = jest.fn(() => Promise.resolve());
      await expect(channel.deliver(mail, begin)).rejects.toThrow(DeliveryFailed);
      expect(begin).not.toHaveBeenCalled();
    },
  );

  it('is told before a mail whose end nobody knows', async () => {
    await start('hang-in-data');
    const begin = jest.fn(() => Promise.resolve());
    await expect(channel.deliver(mail, begin)).rejects.toThrow(DeliveryFailed);
    expect(begin).toHaveBeenCalledTimes(1);
  });

  it('keeps the mail back when it is refused, and the channel goes on', async () => {
    await start('accept');
    await expect(channel.deliver(mail, refuse)).rejects.toBe(fault);
    await channel.deliver(mail, () => Promise.resolve());
    expect(sink.messages).toHaveLength(1);
  });

  it('is told once of a mail that found its connection dead', async () => {
    await start('accept');
    await channel.deliver(mail, () => Promise.resolve());
    sink.disconnect();
    const begin = jest.fn(() => Promise.resolve());
    await channel.deliver(mail, begin);
    expect([begin.mock.calls.length, sink.messages.length]).toEqual([1, 2]);
  });
});

describe('The beginning of an SMS', () => {
  let first: SmsGateway;
  let second: SmsGateway;
  beforeEach(async () => {
    [first, second] = await Promise.all([SmsGateway.start(), SmsGateway.start()]);
  });
  afterEach(() => Promise.all([first.stop(), second.stop()]));

  it('is told when the connection stands, and before anything is sent over it', async () => {
    const before: number[] = [];
    const channel = new SmsHttpChannel({ url: first.url });
    await channel.deliver(text, async () => {
      await new Promise((later) => setTimeout(later, 50));
      before.push(first.connections, first.requests.length);
    });
    expect([before, first.messages.length]).toEqual([[1, 0], 1]);
  });

  it('is told once for both gateways', async () => {
    first.mode = 'fail-500';
    const begin = jest.fn(() => Promise.resolve());
    const channel = new SmsHttpChannel({ url: first.url, fallbackUrl: second.url });
    await channel.deliver(text, begin);
    expect([begin.mock.calls.length, first.requests.length, second.requests.length]).toEqual([1, 1, 1]);
  });

  it('is told with the second gateway where nobody listens at the first', async () => {
    const { url } = first;
    await first.stop();
    const asked: number[] = [];
    const channel = new SmsHttpChannel({ url, fallbackUrl: second.url });
    await channel.deliver(text, async () => void asked.push(second.connections, second.requests.length));
    expect([asked, second.messages.length]).toEqual([[1, 0], 1]);
    first = await SmsGateway.start();
  });

  it('keeps the text back from both when it is refused', async () => {
    const channel = new SmsHttpChannel({ url: first.url, fallbackUrl: second.url });
    await expect(channel.deliver(text, refuse)).rejects.toBe(fault);
    expect([first.requests, second.requests]).toEqual([[], []]);
  });

  it('is not told of an SMS that found no connection, or one without TLS', async () => {
    const begin = jest.fn(() => Promise.resolve());
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const secured = await SmsGateway.start({ certificate: selfSigned('127.0.0.1') });
    for (const url of [`https://127.0.0.1:${port}/`, secured.url, first.url.replace('http:', 'https:')])
      await expect(new SmsHttpChannel({ url, limit: 300 }).deliver(text, begin)).rejects.toThrow(
        DeliveryFailed,
      );
    const { url } = first;
    await first.stop();
    await expect(new SmsHttpChannel({ url, limit: 300 }).deliver(text, begin)).rejects.toThrow(
      DeliveryFailed,
    );
    expect(begin).not.toHaveBeenCalled();
    expect(secured.requests).toEqual([]);
    first = await SmsGateway.start();
    silent.close();
    await secured.stop();
  });
});

describe.each(engines)('A courier that was stalled until its lease was over on %s', (engine) => {
  it.each(['LINK', 'OTP'] as const)('sends nothing, and says nothing of it (%s)', async (mode) => {
    const sending = await startSending(engine);
    try {
      const { service } = sending;
      const queue = service.app.get(OutboxQueue);
      const begin = jest.spyOn(queue, 'begin').mockRejectedValueOnce(new LeaseLost());
      const person = newSignup(mode);
      const to = mode === 'LINK' ? person.email : person.phone_number;
      await signUp(service, person);
      await sending.message(to, () => begin.mock.calls.length === 1);
      service.clock.advance(30);
      sending.look();
      const found = await sending.message(to, ({ message: { status } }) => status === 'delivered');
      expect(found.attempts.map(({ outcome }) => outcome)).toEqual(['accepted']);
      expect([sending.smtp.messages.length, sending.sms.messages.length].toSorted((a, b) => a - b)).toEqual([
        0, 1,
      ]);
      expect(service.logs.text).not.toContain('A message could not be processed');
    } finally {
      await sending.stop();
    }
  });
});
