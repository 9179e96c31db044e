import { ImageStore, OrphanedImages } from '@app/images';
import { Outbox, OutboxInspection } from '@app/outbox';
import { UnitOfWork } from '@app/transactions';
import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';
import { pendingSignup, verify } from '../e2e/signups.js';
import { untilRecorded } from '../confirmation/link-signup.js';
import { countOf, sweep } from './sweep.js';

const hour = 3600;
const day = 24 * hour;
const millisecond = 0.001;

describe.each(engines)('Housekeeping on %s', (engine) => {
  let service: Service;
  beforeEach(async () => {
    service = await startService(engine);
  });
  afterEach(() => service.stop());

  /** Sweeps on the last moment on which the rows are kept, and a millisecond later. */
  async function countsAround(seconds: number, table: string, where?: string): Promise<[number, number]> {
    service.clock.advance(seconds);
    await sweep(service);
    const before = await countOf(service, table, where);
    service.clock.advance(millisecond);
    await sweep(service);
    return [before, await countOf(service, table, where)];
  }

  const signUp = async (): Promise<void> => {
    const answer = await service.http.post('/signup', samples.signup, { basic: demo });
    expect(answer.status).toBe(200);
    await untilRecorded(service);
  };

  it('forgets a pending signup after its day', async () => {
    await signUp();
    expect(await countsAround(day, 'pending_signups')).toEqual([1, 0]);
  });

  it('forgets no account that came of one: its token still says so', async () => {
    const { token, digits } = await pendingSignup(service);
    expect((await verify(service, token, digits)).status).toBe(200);
    expect(await countsAround(day, 'pending_signups')).toEqual([1, 0]);
    const { body } = await service.http.post('/signup/status', { token });
    expect(body['state']).toBe('verified');
  });

  it('forgets a code a day after its end, so that an old link leads to a new one till then', async () => {
    await signUp();
    expect(await countsAround(600 + day, 'one_time_codes')).toEqual([1, 0]);
  });

  it('forgets a counter an hour after its window', async () => {
    await signUp();
    expect(await countsAround(60 + hour, 'limit_counters', "budget = 'signup-cooldown'")).toEqual([1, 0]);
  });

  it('forgets a delivered message and its attempts after a week', async () => {
    await signUp();
    expect(await countOf(service, 'outbox_attempts')).toBe(1);
    expect(await countsAround(7 * day, 'outbox_messages')).toEqual([1, 0]);
    expect(await countOf(service, 'outbox_attempts')).toBe(0);
  });

  it('forgets a session 30 days after its end, however long it might have lasted', async () => {
    const { username, password } = samples.internalRegister;
    await service.http.post('/internal/register', samples.internalRegister, { basic: demo });
    const { body } = await service.http.post('/auth', { username, password, options: { nativeApp: true } });
    service.clock.advance(hour / 2);
    await service.http.post('/auth/logout', undefined, { bearer: String(body['token']) });
    expect(await countsAround(30 * day, 'sessions')).toEqual([1, 0]);
  });

  it('forgets no account, proven or not', async () => {
    await service.http.post('/internal/register', samples.internalRegister, { basic: demo });
    service.clock.advance(400 * day);
    await sweep(service);
    expect(await countOf(service, 'users')).toBe(1);
    const { username, password } = samples.internalRegister;
    expect((await service.http.post('/auth', { username, password })).status).toBe(200);
  });
});

describe.each(engines)('Housekeeping of messages on %s', (engine) => {
  it('forgets those that ended a week ago, and keeps the waiting and the dead', async () => {
    const service = await startService(engine, { env: { COURIER: engine === 'sqlite' ? 'inline' : 'off' } });
    try {
      const statuses = ['queued', 'dead', 'delivered', 'discarded'];
      for (const status of statuses) await addMessage(service, status);
      service.clock.advance(7 * day + millisecond);
      await sweep(service);
      const left = await service.app.get(OutboxInspection).list({ limit: 10 });
      expect(left.map(({ status }) => status).toSorted()).toEqual(['dead', 'queued']);
    } finally {
      await service.stop();
    }
  });
});

/** A message as it is a moment after it came to this. Waiting ones wait longer than any test. */
async function addMessage(service: Service, status: string): Promise<void> {
  const { app, clock } = service;
  const outbox = app.get(Outbox);
  const sealed = await outbox.seal({
    type: 'signup-digits',
    channel: 'sms',
    to: status,
    locale: 'id',
    subject: 'someone',
    payload: { digits: '123456', digitsMinutes: 10 },
  });
  await app.get(UnitOfWork).run(async () => {
    await outbox.add(sealed);
    const ended = status === 'queued' ? null : clock.now();
    await app
      .get(UnitOfWork)
      .manager.query(
        'UPDATE outbox_messages SET status = ?, finished_at = ?, next_attempt_at = ? WHERE recipient = ?',
        [status, asStored(ended), '2999-01-01 00:00:00.000', status],
      );
  });
  expect(await countOf(service, 'outbox_messages', `status = '${status}'`)).toBe(1);
}

const asStored = (moment: Date | null): string | null =>
  moment && moment.toISOString().replace('T', ' ').replace('Z', '');

describe.each(engines)('Housekeeping of images on %s', (engine) => {
  let service: Service;
  let images: ImageStore;
  beforeAll(async () => {
    service = await startService(engine);
    images = service.app.get(ImageStore);
  });
  afterAll(() => service.stop());

  const picture = Buffer.from('as good as a picture');
  const save = (): Promise<string> => images.save({ small: picture, medium: picture, large: picture });

  it('removes those that no account names once they are an hour old, and leaves the others', async () => {
    await service.http.post('/internal/register', samples.internalRegister, { basic: demo });
    const [owned, orphan] = [await save(), await save()];
    await service.database.query('UPDATE users SET avatar_photo_id = ?', [owned]);
    service.clock.set(new Date());
    await sweep(service);
    expect(await images.read(orphan, 'small')).not.toBeNull();
    service.clock.advance(hour + 1);
    await sweep(service);
    expect(await images.read(orphan, 'small')).toBeNull();
    expect(await images.read(owned, 'small')).not.toBeNull();
  });

  it('removes no more at a time than it is asked to', async () => {
    for (let number = 0; number < 12; number++) await save();
    const orphans = service.app.get(OrphanedImages);
    service.clock.advance(hour);
    expect([await orphans.remove(5), await orphans.remove(5), await orphans.remove(5)]).toEqual([5, 5, 2]);
  });
});
