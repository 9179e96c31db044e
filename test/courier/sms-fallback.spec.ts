import { DeliveryFailed, SmsHttpChannel } from '@app/courier';
import { ownTime } from '../harness/busy-machine.js';
import { engines } from '../harness/engines.js';
import { SmsGateway, type SmsGatewayMode } from '../harness/sms-gateway.js';
import { newSignup, signUp, startSending } from './sending-service.js';

const begin = (): Promise<void> => Promise.resolve();

const code = { id: 'message-1', to: '+628123456789', subject: null, text: 'Kode Anda: 482913', html: null };

describe('the SMS channel with a second gateway', () => {
  let first: SmsGateway;
  let second: SmsGateway;
  let channel: SmsHttpChannel;

  const channelOf = (limit: number): SmsHttpChannel =>
    new SmsHttpChannel({ url: first.url, fallbackUrl: second.url.replace('://', '://two:word@'), limit });

  beforeEach(async () => {
    [first, second] = await Promise.all([SmsGateway.start(), SmsGateway.start()]);
    first.location = second.url;
    channel = channelOf(2000);
  });

  afterEach(() => Promise.all([first.stop(), second.stop()]));

  const failure = async (): Promise<DeliveryFailed> => {
    const refused: unknown = await channel.deliver(code, begin).catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(DeliveryFailed);
    return refused as DeliveryFailed;
  };

  it('leaves the second in peace while the first accepts', async () => {
    expect(await channel.deliver(code, begin)).toMatchObject({ channel: 'sms-http' });
    expect(second.requests).toHaveLength(0);
  });

  it.each<[SmsGatewayMode, string]>([
    ['refuse-400', 'answered 400'],
    ['fail-500', 'answered 500'],
    ['busy-429', 'answered 429'],
    ['hang', 'no answer within 1000 ms'],
    ['redirect', 'answered 307'],
  ])(
    'uses the second once after the first failed (%s), and keeps what the first said',
    async (mode, said) => {
      first.mode = mode;
      expect(await channel.deliver(code, begin)).toEqual({
        channel: 'sms-http-fallback',
        providerId: `sms-${code.id}`,
        detail: `sms-http: ${said}`,
      });
      expect(first.requests[0]?.headers).not.toHaveProperty('authorization');
      expect(second.requests).toHaveLength(1);
      expect(second.requests[0]?.headers).toMatchObject({
        'idempotency-key': code.id,
        authorization: `Basic ${Buffer.from('two:word').toString('base64')}`,
      });
    },
  );

  it('uses the second when nobody listens at the first', async () => {
    await first.stop();
    expect(await channel.deliver(code, begin)).toMatchObject({ channel: 'sms-http-fallback' });
    first = await SmsGateway.start();
  });

  it.each<[SmsGatewayMode, SmsGatewayMode, boolean]>([
    ['refuse-400', 'refuse-400', true],
    ['refuse-400', 'redirect', true],
    ['refuse-400', 'fail-500', false],
    ['fail-500', 'refuse-400', false],
    ['fail-500', 'fail-500', false],
    ['redirect', 'busy-429', false],
  ])('gives up only when both refuse for good (%s, %s)', async (one, other, permanent) => {
    first.mode = one;
    second.mode = other;
    expect(await failure()).toMatchObject({ channel: 'sms-http-fallback', permanent });
  });

  it('asks neither sooner than it wished', async () => {
    first.mode = 'busy-429';
    first.retryAfter = '30';
    second.mode = 'busy-429';
    expect(await failure()).toMatchObject({ retryAfter: 30 });
    second.retryAfter = '60';
    expect(await failure()).toMatchObject({ retryAfter: 60 });
    second.mode = 'fail-500';
    expect(await failure()).toMatchObject({ retryAfter: 30 });
  });

  it('tells what both said, and nothing of the message', async () => {
    first.mode = 'refuse-400';
    second.mode = 'fail-500';
    expect((await failure()).message).toBe('sms-http: answered 400; sms-http-fallback: answered 500');
  });

  it('takes no longer for two than for one', async () => {
    first.mode = 'hang';
    second.mode = 'hang';
    channel = channelOf(1200);
    const passed = ownTime();
    expect(await failure()).toMatchObject({ permanent: false });
    expect(passed()).toBeLessThan(2300);
  });
});

describe.each(engines)('An SMS that the second gateway took on %s', (engine) => {
  it('is recorded with the refusal of the first', async () => {
    const second = await SmsGateway.start();
    const sending = await startSending(engine, () => ({ SMS_FALLBACK_URL: second.url }));
    try {
      sending.sms.mode = 'refuse-400';
      const person = newSignup('OTP');
      await signUp(sending.service, person);
      const { attempts } = await sending.message(
        person.phone_number,
        ({ message: { status } }) => status === 'delivered',
      );
      expect(attempts).toMatchObject([
        { channel: 'sms-http-fallback', outcome: 'accepted', detail: 'sms-http: answered 400' },
      ]);
    } finally {
      await Promise.all([sending.stop(), second.stop()]);
    }
  });
});
