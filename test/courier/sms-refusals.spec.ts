import type { ServerResponse } from 'node:http';
import { DeliveryFailed } from '@app/courier';
import { SmsHttpChannel } from '@app/courier';
import { ownTime } from '../harness/busy-machine.js';
import { selfSigned } from '../harness/self-signed.js';
import { SmsGateway, type SmsGatewayOptions } from '../harness/sms-gateway.js';

const begin = (): Promise<void> => Promise.resolve();

const code = {
  id: '01900000-0000-7000-8000-000000000002',
  to: '+628123456789',
  subject: null,
  text: 'Kode Anda: 482913 – ON',
  html: null,
};

const answering = (status: number, headers: Record<string, string> = {}, body = '') => ({
  mode: (response: ServerResponse) => response.writeHead(status, headers).end(body),
});

describe('what the SMS channel makes of a refusal', () => {
  let gateway: SmsGateway;

  async function start(options?: SmsGatewayOptions): Promise<void> {
    gateway = await SmsGateway.start(options);
  }

  const failure = async (url = gateway.url, limit = 5000): Promise<DeliveryFailed> => {
    const channel = new SmsHttpChannel({ url, limit });
    const refused: unknown = await channel.deliver(code, begin).catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(DeliveryFailed);
    expect((refused as DeliveryFailed).message).not.toMatch(/628123456789|482913|127\.0\.0\.1/);
    return refused as DeliveryFailed;
  };

  afterEach(() => gateway.stop());

  it.each([400, 401, 403, 404, 409, 410, 422])('gives up at %i', async (status) => {
    await start(answering(status, { 'retry-after': '7' }, code.text));
    expect(await failure()).toMatchObject({
      permanent: true,
      retryAfter: undefined,
      message: `answered ${status}`,
    });
  });

  it.each([408, 429, 500, 502, 503, 504])('tries again after %i', async (status) => {
    await start(answering(status));
    expect(await failure()).toMatchObject({ channel: 'sms-http', permanent: false, retryAfter: undefined });
  });

  it.each([
    ['7', 7],
    ['0', 0],
    ['86400', 3600],
    ['9'.repeat(400), 3600],
    ['Sun, 06 Nov 1994 08:50:37 GMT', 60],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
    ['Sun, 06 Nov 2094 08:49:37 GMT', 3600],
    ['-1', undefined],
    ['1994-11-06', undefined],
    ['', undefined],
    ['soon', undefined],
  ])('waits as long as Retry-After: %s asks', async (retryAfter, seconds) => {
    await start(answering(429, { 'retry-after': retryAfter, date: 'Sun, 06 Nov 1994 08:49:37 GMT' }));
    expect(await failure()).toMatchObject({ permanent: false, retryAfter: seconds });
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    await start();
    const target = await SmsGateway.start();
    gateway.mode = (response) => response.writeHead(status, { location: target.url }).end();
    expect(await failure()).toMatchObject({ permanent: true, message: `answered ${status}` });
    expect(target.requests).toHaveLength(0);
    await target.stop();
  });

  it('stops waiting in time', async () => {
    await start({ mode: 'hang' });
    const passed = ownTime();
    expect(await failure(gateway.url, 300)).toMatchObject({
      permanent: false,
      message: 'no answer within 300 ms',
    });
    expect(passed()).toBeLessThan(2000);
  });

  it('tries again when nobody listens', async () => {
    await start();
    const { url } = gateway;
    await gateway.stop();
    expect(await failure(url)).toMatchObject({ permanent: false, message: 'ECONNREFUSED' });
    await start();
  });

  it('sends nothing under a certificate nobody vouches for', async () => {
    await start({ certificate: selfSigned('127.0.0.1') });
    expect(await failure()).toMatchObject({ permanent: false, message: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(gateway.requests).toHaveLength(0);
  });
});
