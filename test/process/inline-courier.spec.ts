import { setTimeout as sleep } from 'node:timers/promises';
import { statesOf } from '../faults/outbox-rows.js';
import { SmsGateway } from '../harness/sms-gateway.js';
import { waitFor } from '../harness/wait-for.js';
import { Installation, person } from '../harness/installation.js';

/** Milliseconds between what the gateway is sent and its answer. */
const thinks = 1000;

describe('The courier inside the service, on SIGTERM', () => {
  let gateway: SmsGateway;
  let here: Installation;

  beforeAll(async () => {
    gateway = await SmsGateway.start();
    here = await Installation.on('sqlite', { SMS_URL: gateway.url, COURIER: 'inline' });
  }, 120_000);
  afterAll(async () => {
    await here?.remove();
    await gateway.stop();
  });

  it('finishes the message that is being sent, and writes down that it is delivered', async () => {
    let answered = false;
    gateway.mode = async (response) => {
      await sleep(thinks);
      answered = true;
      response.writeHead(202).end('{}');
    };
    const service = await here.serve();
    const json = { ...person(1), mode: 'OTP' };
    expect((await here.call('/signup', { json, basic: 'demo:demo-secret' })).status).toBe(200);
    await waitFor(gateway.requests, ({ body }) => (body as { to: string }).to === json.phone_number, 10_000);
    service.signal('SIGTERM');
    expect(answered).toBe(false);
    const { code, stdout } = await service.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('Not everything had ended in time');
    expect(gateway.requests).toHaveLength(1);
    expect(await statesOf(here)).toEqual({ delivered: 1 });
  });
});
