import { DeliveryFailed } from '@app/courier';
import { SmsHttpChannel } from '@app/courier';
import { SmsGateway, type SmsGatewayMode } from '../harness/sms-gateway.js';

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

  it.each<SmsGatewayMode>(['refuse-400', 'fail-500', 'busy-429', 'hang', 'redirect'])(
    'uses the second once after the first failed (%s)',
    async (mode) => {
      first.mode = mode;
      expect(await channel.deliver(code, begin)).toEqual({
        channel: 'sms-http-fallback',
        providerId: `sms-${code.id}`,
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
    const since = performance.now();
    expect(await failure()).toMatchObject({ permanent: false });
    expect(performance.now() - since).toBeLessThan(2300);
  });
});
