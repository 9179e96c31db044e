import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { pendingSignup, verify } from '../e2e/signups.js';
import { countOf, sweep } from '../housekeeping/sweep.js';
import { picture } from '../images/samples.js';
import { basicProfile, profileForm, storedImages } from '../profile/member.js';
import { allSent, letters, reset, resetCode, said } from './letters.js';
import { Owner } from './owner.js';

const fortnight = 14 * 24 * 3600;
type Row = Readonly<Record<string, unknown>>;

const leave = (owner: Owner, password = owner.person.password) => owner.delete('/profile', { password });

describe.each(engines)('Leaving on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  /** Somebody with something in every table. */
  async function settled(): Promise<Owner> {
    const owner = await Owner.join(service, {}, { native: true, device: 'ONAPPS/3.2' });
    const { phone_number } = owner.person;
    await owner.takeEmail();
    await owner.post(
      '/update-basic-profile',
      profileForm(basicProfile({ phone_number }), await picture(8, 8).jpeg().toBuffer()),
    );
    await owner.askForPhone(phone_number);
    await letters(service, phone_number, /Kode/);
    return owner;
  }

  it('one takes everything along that is held, and no secret', async () => {
    const owner = await settled();
    const { email, phone_number } = owner.person;
    const code = await resetCode(service, email);
    const { status, body, text } = await owner.get('/profile/export');
    expect(status).toBe(200);
    expect(body['profile']).toEqual((await owner.get('/profile')).body['profile']);
    expect(body['account']).toMatchObject({ roles: 'user', is_active: true, phone_verified_at: null });
    const list = (name: string): Row[] => body[name] as unknown as Row[];
    expect(list('sessions')).toEqual([expect.objectContaining({ device: 'ONAPPS/3.2', kind: 'native' })]);
    expect(list('pending_changes').map(({ purpose, target }) => [purpose, target])).toEqual(
      expect.arrayContaining([
        ['phone-change', phone_number],
        ['password-reset', email],
      ]),
    );
    expect(list('messages').map(({ type, to }) => [type, to])).toEqual(
      expect.arrayContaining([
        ['email-change-digits', email],
        ['phone-change-digits', phone_number],
        ['password-reset', email],
      ]),
    );
    const digests: Row[] = await service.database.query(
      `SELECT credential_digest, refresh_digest FROM sessions UNION SELECT digest, NULL FROM one_time_codes
       UNION SELECT password_hash, NULL FROM users`,
    );
    const secrets = digests.flatMap((row) => Object.values(row)).filter((value) => value !== null);
    expect(secrets.length).toBeGreaterThan(4);
    for (const secret of [
      ...secrets.map(String),
      code,
      owner.refresh,
      owner.bearer,
      await owner.digits(phone_number),
    ])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/digest|hash|payload|\$argon2/);
  });

  async function signedUp(): Promise<Owner> {
    const { person, token, digits } = await pendingSignup(service);
    expect((await verify(service, token, digits)).status).toBe(200);
    return Owner.signIn(service, person);
  }

  it('one takes along what the signup left, too', async () => {
    const owner = await signedUp();
    const { email, phone_number } = owner.person;
    const { body } = await owner.get('/profile/export');
    expect(body['signup']).toMatchObject({ email, phone_number, mode: 'OTP' });
    const messages = body['messages'] as unknown as Row[];
    expect(messages.map(({ type, to }) => [type, to])).toEqual(
      expect.arrayContaining([
        ['signup-digits', phone_number],
        ['account-created-sms', phone_number],
      ]),
    );
  });

  it('leaves nothing of the signup, dead letters neither', async () => {
    const owner = await signedUp();
    const { phone_number } = owner.person;
    await allSent(service);
    await service.database.query("UPDATE outbox_messages SET status = 'dead' WHERE recipient = ?", [
      phone_number,
    ]);
    await leave(owner);
    service.clock.advance(fortnight + 1);
    await sweep(service);
    for (const [table, column] of [
      ['outbox_messages', 'recipient'],
      ['pending_signups', 'phone_number'],
      ['one_time_codes', 'target'],
      ['users', 'phone_number'],
    ] as const)
      expect([table, await countOf(service, table, `${column} = '${phone_number}'`)]).toEqual([table, 0]);
  });

  it('needs the password, signs out everywhere, names the day, and is told', async () => {
    const owner = await settled();
    expect(said(await leave(owner, 'not the password'))).toBe('400 Current password is wrong');
    expect(await owner.isSignedIn()).toBe(true);
    const other = await owner.again();
    const { body } = await leave(owner);
    const delete_at = new Date(service.clock.now().getTime() + fortnight * 1000).toISOString();
    expect(body).toEqual({ status: true, message: 'Account will be deleted', delete_at });
    expect([await owner.isSignedIn(), await other.isSignedIn()]).toEqual([false, false]);
    expect((await service.http.post('/auth/refresh', { refresh_token: owner.refresh })).status).toBe(401);
    await letters(service, owner.person.email, /Akun Anda akan dihapus/);
  });

  it('is taken back by signing in within 14 days', async () => {
    const owner = await settled();
    await leave(owner);
    service.clock.advance(fortnight - 1);
    await sweep(service);
    expect(await owner.door('not the password')).toBe(401);
    const back = await owner.again();
    // What ended stays ended.
    expect(await owner.isSignedIn()).toBe(false);
    service.clock.advance(2);
    await sweep(service);
    expect((await back.get('/profile')).body['profile']).toMatchObject({ email: owner.person.email });
    expect(await back.row()).toMatchObject({ deletedAt: null });
  });

  it('is final after 14 days, swept or not yet', async () => {
    const owner = await settled();
    await leave(owner);
    service.clock.advance(fortnight);
    expect(await owner.door()).toBe(401);
  });

  it('leaves nothing: no row, session, code, message or picture, and nothing attaches to a new account', async () => {
    const owner = await settled();
    const { person } = owner;
    const { id, uuid } = await owner.row();
    const before = (await storedImages(service)).length;
    await leave(owner);
    service.clock.advance(fortnight - 60);
    // What is younger than all that is swept for its age.
    const code = await resetCode(service, person.email);
    service.clock.advance(61);
    await sweep(service);

    expect(await countOf(service, 'users', `id = ${id}`)).toBe(0);
    expect(await countOf(service, 'sessions', `user_id = ${id}`)).toBe(0);
    for (const table of ['one_time_codes', 'outbox_messages'])
      expect(await countOf(service, table, `subject = '${uuid}'`)).toBe(0);
    expect(
      await countOf(service, 'outbox_attempts', 'message_id NOT IN (SELECT id FROM outbox_messages)'),
    ).toBe(0);
    expect((await storedImages(service)).length).toBeLessThan(before);

    const heir = await Owner.join(service, person);
    expect((await heir.row()).uuid).not.toBe(uuid);
    const { body } = await heir.get('/profile/export');
    expect(body).toMatchObject({ pending_changes: [], messages: [] });
    expect(body['sessions'] as unknown as object[]).toHaveLength(1);
    expect(body['profile']).toMatchObject({ email_verified: false, profile_img: null, date_of_birth: null });
    expect((await service.http.get('/profile', { bearer: owner.bearer })).status).toBe(401);
    expect((await service.http.post('/auth/refresh', { refresh_token: owner.refresh })).status).toBe(401);
    expect(said(await reset(service, code, 'a sentence from before'))).toBe('400 Invalid or expired code');
  });
});
