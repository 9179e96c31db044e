import type { ServerResponse } from 'node:http';
import type { Acceptance } from '@app/courier';
import { SmsHttpChannel } from '@app/courier';
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

describe('the SMS channel', () => {
  let gateway: SmsGateway;

  async function start(options?: SmsGatewayOptions): Promise<void> {
    gateway = await SmsGateway.start(options);
  }

  const deliver = (url = gateway.url, limit = 5000): Promise<Acceptance> =>
    new SmsHttpChannel({ url, limit }).deliver(code, begin);

  afterEach(() => gateway.stop());

  it('posts id, number and text, with the id as idempotency key', async () => {
    await start();
    expect(await deliver()).toEqual({ channel: 'sms-http', providerId: `sms-${code.id}` });
    expect(gateway.messages).toEqual([{ id: code.id, to: code.to, message: code.text }]);
    const [request] = gateway.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/sms' });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': code.id,
    });
    expect(request?.headers).not.toHaveProperty('authorization');
  });

  it.each([200, 201, 202, 204, 299])('takes %i for acceptance', async (status) => {
    await start(answering(status));
    expect(await deliver()).toEqual({ channel: 'sms-http', providerId: undefined });
  });

  it.each(['not json', 'null', '[]', '{"id":7}', '{"id":"two\\nlines"}', `{"id":"${'x'.repeat(101)}"}`])(
    'takes no id out of %s',
    async (body) => {
      await start(answering(200, {}, body));
      expect(await deliver()).toEqual({ channel: 'sms-http', providerId: undefined });
    },
  );

  it('reads no more than a little of an answer without end', async () => {
    await start();
    let written = 0;
    gateway.mode = (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384))) written += 16_384;
      };
      response.writeHead(200).on('drain', more);
      more();
    };
    expect(await deliver()).toEqual({ channel: 'sms-http', providerId: undefined });
    expect(written).toBeLessThan(16_000_000);
  });

  it('believes the status of an answer whose body never comes', async () => {
    await start();
    gateway.mode = (response) => response.writeHead(200).write('{');
    expect(await deliver(gateway.url, 1000)).toEqual({ channel: 'sms-http', providerId: undefined });
  });

  it.each([
    ['usapi:secret', 'usapi:secret'],
    ['usapi:p%C3%A9%3A%40%2F', 'usapi:pé:@/'],
    ['usapi:100%', 'usapi:100%'],
    ['usapi', 'usapi:'],
  ])('turns %s in the URL into Basic', async (credentials, pair) => {
    await start();
    await deliver(gateway.url.replace('://', `://${credentials}@`));
    expect(gateway.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from(pair).toString('base64')}`);
    expect(gateway.messages).toHaveLength(1);
  });
});
