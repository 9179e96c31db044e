import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openWriter } from '@app/database';
import { OutboxAttempt, OutboxMessage } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { locationOf } from '../harness/opened-database.js';
import { SmsGateway } from '../harness/sms-gateway.js';
import { waitFor } from '../harness/wait-for.js';
import { Installation, person } from '../harness/installation.js';

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly recipient: string;
}

describe.each(engines)('usapi outbox beside a service on %s', (engine) => {
  let gateway: SmsGateway;
  let here: Installation;
  let database: DataSource;
  const people = [1, 2, 3, 4].map(person);

  beforeAll(async () => {
    gateway = await SmsGateway.start({ mode: 'refuse-400' });
    here = await Installation.on(engine, { SMS_URL: gateway.url });
    database = await openWriter(locationOf(here.place));
    await here.serve();
    for (const json of people)
      await here.call('/signup', { json: { ...json, mode: 'OTP' }, basic: 'demo:demo-secret' });
    await waitForStatus('dead', people.length);
  }, 120_000);
  afterAll(async () => {
    await database.destroy();
    await here.remove();
    await gateway.stop();
  });

  const list = async (...words: string[]): Promise<Listed[]> =>
    JSON.parse((await here.usapi('outbox', 'list', '--json', ...words)).stdout) as Listed[];
  const idOf = async (index: number): Promise<string> => {
    const recipient = people[index]?.phone_number ?? '';
    return (await database.manager.findOneByOrFail(OutboxMessage, { recipient })).id;
  };
  const payloadOf = async (id: string): Promise<string | null> =>
    (
      await database.manager.findOneOrFail(OutboxMessage, {
        where: { id },
        select: { id: true, payload: true },
      })
    ).payload;

  async function waitForStatus(status: 'dead' | 'delivered', count: number): Promise<void> {
    for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(50))
      if ((await database.manager.countBy(OutboxMessage, { status })) >= count) return;
    throw new Error(`Fewer than ${count} are ${status}`);
  }

  it('lists dead letters with their recipients, and nothing of what they say', async () => {
    const { code, stdout } = await here.usapi('outbox', 'list', '--status', 'dead');
    const rows = stdout.trimEnd().split('\n');
    expect([code, rows.length]).toEqual([0, 1 + people.length]);
    for (const { phone_number: number } of people) expect(stdout).toContain(number);
    expect(await list('--to', people[0]?.phone_number ?? '')).toMatchObject([{ id: await idOf(0) }]);
    expect(await list('--to', 'josé@example.com')).toEqual([]);
    expect((await here.usapi('outbox', 'show', '0195…4f50')).stderr).toBe(
      'The outbox has no message 0195…4f50.\n',
    );
    const payload = await payloadOf(await idOf(0));
    expect(payload).not.toBeNull();
    expect(stdout + JSON.stringify(await list())).not.toContain(payload);
  });

  it('shows every attempt to send one', async () => {
    const { stdout } = await here.usapi('outbox', 'show', await idOf(0));
    expect(stdout).toMatch(/^status +dead$/m);
    expect(stdout).toMatch(/sms-http +refused +answered 400/);
    expect(stdout).not.toMatch(/payload|eyJ/);
  });

  it('shows no control character that a provider slipped into its answer', async () => {
    const id = await idOf(3);
    await database.manager.insert(OutboxAttempt, {
      messageId: id,
      at: new Date(),
      channel: 'smtp',
      outcome: 'retry',
      detail: '\u001B[2J\u009B31m\u202Enever mind\r',
      providerId: null,
    });
    for (const words of [
      ['outbox', 'show', id],
      ['outbox', 'show', id, '--json'],
    ]) {
      const { stdout } = await here.usapi(...words);
      expect(stdout).toContain('never mind');
      // oxlint-disable-next-line no-control-regex -- these are what the test is about
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
    }
  });

  it('sends a dead letter once the fault is mended and the operator says retry', async () => {
    gateway.mode = 'accept';
    const id = await idOf(0);
    expect(await here.usapi('outbox', 'retry', id)).toEqual({
      code: 0,
      stdout: '1 message(s) put back into the queue.\n',
      stderr: '',
    });
    const sms = await waitFor(gateway.messages, (message) => message.id === id, 10_000);
    expect(sms.to).toBe(people[0]?.phone_number);
    await waitForStatus('delivered', 1);
    expect(await list('--status', 'delivered')).toMatchObject([{ id, receipt: null }]);
  });

  it('shows what the gateway reported of one', async () => {
    const id = await idOf(0);
    await database.manager.update(OutboxMessage, { id }, { receipt: 'delivered' });
    expect((await here.usapi('outbox', 'show', id)).stdout).toMatch(/^receipt +delivered$/m);
  });

  it('retries nothing that is not dead', async () => {
    const { code, stdout, stderr } = await here.usapi('outbox', 'retry', await idOf(0));
    expect([code, stdout]).toEqual([1, '0 message(s) put back into the queue.\n']);
    expect(stderr).toContain('not dead');
  });

  it('discards only when told --yes, and wipes what the message said', async () => {
    const id = await idOf(1);
    expect((await here.usapi('outbox', 'discard', id)).code).toBe(1);
    expect(await payloadOf(id)).not.toBeNull();
    expect((await here.usapi('outbox', 'discard', id, '--yes')).code).toBe(0);
    expect(await payloadOf(id)).toBeNull();
    expect((await here.usapi('outbox', 'retry', id)).code).toBe(1);
    expect(await list('--status', 'discarded')).toMatchObject([{ id }]);
  });

  it('retries all dead letters at once', async () => {
    const { stdout } = await here.usapi('outbox', 'retry', '--all-dead');
    expect(stdout).toBe('2 message(s) put back into the queue.\n');
    await waitForStatus('delivered', 3);
    expect(gateway.messages.map(({ to }) => to).toSorted()).toEqual(
      [0, 2, 3].map((index) => people[index]?.phone_number),
    );
  });

  it('finds an address however it is typed', async () => {
    const json = { ...person(5), email: 'Ada@Example.com', mode: 'LINK' };
    expect((await here.call('/signup', { json, basic: 'demo:demo-secret' })).status).toBe(200);
    expect(await list('--to', 'ADA@example.com')).toMatchObject([{ recipient: 'ada@example.com' }]);
  });
});
