import { randomBytes, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { newSignup, signUp, startSending, type SendingService } from './sending-service.js';

const secret = `whsec_${randomBytes(24).toString('base64')}`;
const minute = 60_000;

interface Report {
  readonly key?: string;
  /** Milliseconds from now that it says it was sent. */
  readonly sent?: number;
  /** The bytes that are signed, where others are sent. */
  readonly signed?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

describe.each(engines)('Delivery receipts on %s', (engine) => {
  let sending: SendingService;
  let id: string;

  beforeAll(async () => {
    sending = await startSending(engine, () => ({ SMS_RECEIPTS_SECRET: secret }));
  });
  afterAll(() => sending?.stop());
  beforeEach(async () => {
    const person = newSignup('OTP');
    await signUp(sending.service, person);
    ({ id } = await sending.sms.waitFor(({ to }) => to === person.phone_number));
  });

  const post = (body: string, { key = secret, sent = 0, signed = body, headers = {} }: Report = {}) => {
    const report = randomUUID();
    const at = new Date(Date.now() + sent);
    return sending.service.http.post('/sms/receipts', body, {
      headers: {
        'webhook-id': report,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(key).sign(report, at, signed),
        ...headers,
      },
    });
  };
  const report = (status: string, options?: Report): Promise<Reply> =>
    post(JSON.stringify({ id, status }), options);
  const receipt = async (): Promise<unknown> => {
    const [row]: { receipt: unknown }[] = await sending.service.database.query(
      'SELECT receipt FROM outbox_messages WHERE id = ?',
      [id],
    );
    return row?.receipt;
  };

  it('are noted; the last word counts, and a repeated one does no harm', async () => {
    expect(await receipt()).toBeNull();
    for (const word of ['failed', 'delivered', 'delivered']) {
      const answer = await report(word);
      expect([answer.status, answer.text]).toEqual([204, '']);
      expect(await receipt()).toBe(word);
    }
  });

  it('are verified over the bytes that came, white space and all', async () => {
    const spaced = `{ "status" :\t"delivered",\n  "id": "${id}" , "extra": [1,  2] }\r\n`;
    expect((await post(spaced)).status).toBe(204);
    expect(await receipt()).toBe('delivered');
  });

  it('are signed by any one of the signatures, so that a secret can be changed', async () => {
    const body = JSON.stringify({ id, status: 'delivered' });
    const reportId = randomUUID();
    const now = new Date();
    const signature = (key: string): string => new Webhook(key).sign(reportId, now, body);
    const answer = await sending.service.http.post('/sms/receipts', body, {
      headers: {
        'webhook-id': reportId,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': `${signature(`whsec_${randomBytes(24).toString('base64')}`)} ${signature(secret)}`,
      },
    });
    expect(answer.status).toBe(204);
  });

  it.each<[string, Report]>([
    ['signed with another secret', { key: `whsec_${randomBytes(24).toString('base64')}` }],
    ['over another body', { signed: '{"id":"another","status":"delivered"}' }],
    ['over the same body written differently', { signed: '{ "id": "…", "status": "delivered" }' }],
    ['six minutes old: a replay', { sent: -6 * minute }],
    ['six minutes ahead', { sent: 6 * minute }],
    ['under another id than was signed', { headers: { 'webhook-id': randomUUID() } }],
    ['at another time than was signed', { headers: { 'webhook-timestamp': '1' } }],
    ['with no time at all', { headers: { 'webhook-timestamp': 'NaN' } }],
    ['with an empty signature', { headers: { 'webhook-signature': '' } }],
    ['with a signature of another version', { headers: { 'webhook-signature': 'v1a,AAAA' } }],
    ['with half a signature', { headers: { 'webhook-signature': 'v1,' } }],
  ])('are refused when they are %s', async (_why, options) => {
    const refused = await report('delivered', options);
    expect([refused.status, refused.body]).toEqual([401, { message: 'Unauthorized' }]);
    expect(await receipt()).toBeNull();
  });

  it('are refused when nobody signed', async () => {
    const refused = await sending.service.http.post('/sms/receipts', { id, status: 'delivered' });
    expect(refused.status).toBe(401);
    expect(await receipt()).toBeNull();
  });

  it('of a mail, or of nothing of ours, are 404', async () => {
    const person = newSignup('LINK');
    await signUp(sending.service, person);
    const mail = await sending.message(person.email, () => true);
    const ids = [mail.message.id, randomUUID(), '', 'x'.repeat(5000), '😀', '\u0000', "' OR 1=1--", 'ID'];
    for (const unknown of ids) {
      const answer = await post(JSON.stringify({ id: unknown, status: 'delivered' }));
      expect([unknown, answer.status, answer.body]).toEqual([unknown, 404, { message: 'Not found' }]);
    }
  });

  it('say delivered or failed, and nothing else', async () => {
    const wrong = await report('read');
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { message: "Property 'status' must be one of: delivered, failed" },
    ]);
    expect((await post('{"status":"delivered"}')).body).toEqual({
      message: "Must have required property 'id'",
    });
    expect((await post('{"id":7,"status":"delivered"}')).status).toBe(400);
  });
});

describe('Without SMS_RECEIPTS_SECRET', () => {
  it('there are no receipts, however they are signed', async () => {
    const sending = await startSending('sqlite');
    try {
      const body = '{"id":"x","status":"delivered"}';
      const now = new Date();
      const headers = {
        'webhook-id': 'x',
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign('x', now, body),
      };
      const answer = await sending.service.http.post('/sms/receipts', body, { headers });
      expect([answer.status, answer.body]).toEqual([404, { message: 'Not found' }]);
    } finally {
      await sending.stop();
    }
  });
});
