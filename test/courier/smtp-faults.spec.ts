import { DeliveryFailed } from '@app/courier';
import { SmtpChannel } from '@app/courier';
import { ownTime } from '../harness/busy-machine.js';
import { SmtpSink, type SmtpSinkOptions } from '../harness/smtp-sink.js';

const begin = (): Promise<void> => Promise.resolve();

const ada = {
  id: '01900000-0000-7000-8000-000000000001',
  to: 'ada@example.test',
  subject: 'Code',
  text: 'Your code: 482913',
  html: null,
};

describe('what the SMTP channel makes of a server’s faults', () => {
  let sink: SmtpSink;
  let channel: SmtpChannel;

  async function start(options?: SmtpSinkOptions, { login = '', within = 5000 } = {}): Promise<void> {
    sink = await SmtpSink.start(options);
    const url = `smtp://${login}127.0.0.1:${sink.port}`;
    channel = new SmtpChannel({ url, from: 'no-reply@usapi.example', limit: within });
  }

  const failure = async (): Promise<DeliveryFailed> => {
    const refused: unknown = await channel.deliver(ada, begin).catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(DeliveryFailed);
    expect((refused as DeliveryFailed).channel).toBe('smtp');
    expect((refused as DeliveryFailed).message).not.toMatch(/ada|example\.test|482913/);
    return refused as DeliveryFailed;
  };

  afterEach(async () => {
    channel.close();
    await sink.stop();
  });

  it('tries again after a 4xx, on the same connection', async () => {
    await start({ mode: 'reject-4xx' });
    expect(await failure()).toMatchObject({
      permanent: false,
      message: expect.stringContaining('450 4.2.0') as string,
    });
    sink.setMode('accept');
    await channel.deliver(ada, begin);
    expect(sink.messages).toHaveLength(1);
  });

  it('gives up at a 5xx, without repeating the address the server repeats', async () => {
    await start({ mode: 'reject-5xx' });
    expect(await failure()).toMatchObject({ permanent: true, message: 'EENVELOPE 550 5.1.1 … unavailable' });
  });

  it('tries again when the login is refused: the operator can mend that', async () => {
    await start({ login: { user: 'usapi', password: 'right' } }, { login: 'usapi:wrong@' });
    expect(await failure()).toMatchObject({
      permanent: false,
      message: expect.stringMatching(/^EAUTH 535/) as string,
    });
    expect(sink.transactions).toBe(0);
  });

  it.each([530, 534, 535, 538] as const)(
    'tries again after a %i: that, too, is the operator’s',
    async (reply) => {
      await start({ mode: `reject-${reply}` });
      expect(await failure()).toMatchObject({ permanent: false });
    },
  );

  it('tries again when a login is missing', async () => {
    await start({ login: { user: 'usapi', password: 'right' } });
    expect(await failure()).toMatchObject({
      permanent: false,
      message: expect.stringContaining('530') as string,
    });
  });

  it.each(['hang', 'hang-in-data'] as const)('stops waiting in time (%s)', async (mode) => {
    await start({ mode }, { within: 300 });
    const passed = ownTime();
    expect(await failure()).toMatchObject({ permanent: false });
    expect(passed()).toBeLessThan(2500);
    expect(sink.messages).toHaveLength(0);
  });

  it('stops waiting in time for a server that trickles', async () => {
    await start({ mode: 'trickle' }, { within: 1000 });
    const passed = ownTime();
    expect(await failure()).toMatchObject({ permanent: false, message: `no end within 1000 ms` });
    expect(passed()).toBeLessThan(2500);
  });

  it('sends once, not again by itself, when the connection ends within DATA', async () => {
    await start({ mode: 'drop-in-data' });
    expect(await failure()).toMatchObject({ permanent: false });
    expect(sink.transactions).toBe(1);
  });

  it('keeps sending after a server has restarted', async () => {
    await start();
    await channel.deliver(ada, begin);
    sink.disconnect();
    await channel.deliver(ada, begin);
    expect(sink.messages).toHaveLength(2);
  });

  it('tries again when nobody listens', async () => {
    await start();
    await sink.stop();
    expect(await failure()).toMatchObject({
      permanent: false,
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
    sink = await SmtpSink.start();
  });

  it('fails what is being sent when it is closed', async () => {
    await start({ mode: 'hang-in-data' });
    const sending = failure();
    setTimeout(() => channel.close(), 50);
    expect(await sending).toMatchObject({ permanent: false });
  });
});
