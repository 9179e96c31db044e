import { hash as bcrypt } from '@node-rs/bcrypt';
import { Argon2Hasher, PasswordHasher } from '@app/passwords';
import { User } from '@app/users';
import { ownTime } from '../harness/busy-machine.js';
import type { Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';
import { registered } from './people.js';

/** A cheap hasher that counts what it is asked to compare. */
class CountingHasher extends Argon2Hasher {
  compared = 0;
  constructor() {
    super({ memoryCost: 8, timeCost: 1, parallelism: 1 });
  }
  override matches(password: string, stored: string): Promise<boolean> {
    this.compared++;
    return super.matches(password, stored);
  }
}

describe.each(engines)('Signing in on %s', (engine) => {
  let service: Service;
  const hasher = new CountingHasher();
  beforeAll(async () => {
    service = await startService(engine, { replace: [{ token: PasswordHasher, value: hasher }] });
  });
  afterAll(() => service.stop());

  const signIn = (username: string, password: string, options?: object): Promise<Reply> =>
    service.http.post('/auth', { username, password, ...(options && { options }) });
  const passwordHash = async (username: string): Promise<string> => {
    const user = await service.database
      .getRepository(User)
      .findOneOrFail({ where: { username }, select: { passwordHash: true } });
    return user.passwordHash;
  };
  const remember = (username: string, facts: Partial<User>) =>
    service.database.getRepository(User).update({ username }, facts);

  it('takes the document’s sample and answers exactly with a token', async () => {
    const { username, password } = await registered(service, samples.login);
    const { status, body } = await service.http.post('/auth', samples.login);
    expect([status, Object.keys(body)]).toEqual([200, ['token']]);
    for (const options of [undefined, null, { nativeApp: false }]) {
      const reply = await service.http.post('/auth', { username, password, options });
      expect([reply.status, Object.keys(reply.body)]).toEqual([200, ['token']]);
    }
  });

  it('gives native apps a refresh token and the seconds the other lives', async () => {
    const { username, password } = await registered(service);
    const { body } = await signIn(username, password, { nativeApp: true });
    expect(Object.keys(body)).toEqual(['token', 'refresh_token', 'expires_in']);
    expect(body['refresh_token']).toMatch(/^[\w-]{43,}$/);
    expect(body['expires_in']).toBe(3600);
  });

  it('answers an unknown user, a wrong password and a disabled account alike, after one comparison each', async () => {
    const { username, password, email } = await registered(service);
    const disabled = await registered(service);
    await remember(disabled.username, { isActive: false });
    const wiped = await registered(service);
    await remember(wiped.username, { passwordHash: '' });
    const attempts: [string, string][] = [
      ['nobody', password],
      ['nobody@example.com', password],
      ['no address@', password],
      ['x'.repeat(50_000), password],
      ['\u0000', password],
      [username, `${password}x`],
      [email, `${password}x`],
      [disabled.username, disabled.password],
      [wiped.username, ''],
      [wiped.username, wiped.password],
    ];
    const answers = new Set<string>();
    for (const [name, secret] of attempts) {
      const before = hasher.compared;
      const { status, text, headers } = await signIn(name, secret);
      expect([name.slice(0, 20), hasher.compared - before]).toEqual([name.slice(0, 20), 1]);
      const { date: _date, 'x-request-id': _id, ...rest } = headers;
      answers.add(JSON.stringify([status, text, rest]));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('401,"{\\"message\\":\\"Invalid username or password\\"}"');
  });

  it.each([
    ['another case', 'Correct horse'],
    ['a trailing space', 'correct horse '],
    ['a leading space', ' correct horse'],
    ['one character less', 'correct hors'],
    ['a NUL behind it', 'correct horse\u0000'],
    ['a no-break space inside', 'correct\u00A0horse'],
    ['nothing', ''],
  ])('compares a password exactly: %s is another', async (_, attempt) => {
    const { username } = await registered(service, { password: 'correct horse' });
    expect((await signIn(username, 'correct horse')).status).toBe(200);
    expect((await signIn(username, attempt)).status).toBe(401);
  });

  it('reads a password to its end: beyond 72 bytes, and in the form it was typed', async () => {
    const long = 'p'.repeat(72);
    const { username } = await registered(service, { password: `${long}tail` });
    expect((await signIn(username, `${long}tail`)).status).toBe(200);
    expect((await signIn(username, long)).status).toBe(401);
    expect((await signIn(username, `${long}else`)).status).toBe(401);
    const accented = await registered(service, { password: 'pass\u00E9 simple' });
    expect((await signIn(accented.username, 'passe\u0301 simple')).status).toBe(401);
    const spaced = await registered(service, { password: '  spaces all around  ' });
    expect((await signIn(spaced.username, '  spaces all around  ')).status).toBe(200);
    expect((await signIn(spaced.username, 'spaces all around')).status).toBe(401);
  });

  it.each([
    ['of 129 characters', 'x'.repeat(129)],
    ['of 90,000 characters', 'x'.repeat(90_000)],
    ['of more than 512 bytes', '😀'.repeat(128) + 'x'],
    ['with a lone surrogate', 'abcdef\uD800'],
    ['with a NUL', 'abcdef\u0000'],
  ])('refuses a password %s without hashing', async (_, attempt) => {
    const { username } = await registered(service);
    const before = hasher.compared;
    const times: number[] = [];
    for (let attempts = 0; attempts < 5; attempts++) {
      const passed = ownTime();
      const { status, body } = await signIn(username, attempt);
      times.push(passed());
      expect([status, body['message']]).toEqual([401, 'Invalid username or password']);
    }
    expect(Math.min(...times)).toBeLessThan(50);
    expect(hasher.compared).toBe(before);
  });

  it('takes a bcrypt hash of the earlier system once, and replaces it in the same sign-in', async () => {
    const { username } = await registered(service);
    const password = 'from the earlier system';
    const legacy = await bcrypt(password, { cost: 8 });
    expect(legacy).toMatch(/^\$2b\$08\$/);
    for (const variant of [legacy, legacy.replace('$2b$', '$2a$'), legacy.replace('$2b$', '$2y$')]) {
      await remember(username, { passwordHash: variant });
      expect((await signIn(username, 'something else')).status).toBe(401);
      expect(await passwordHash(username)).toBe(variant);
      expect((await signIn(username, password)).status).toBe(200);
      expect(await passwordHash(username)).toMatch(/^\$argon2id\$v=19\$/);
      expect((await signIn(username, password)).status).toBe(200);
    }
  });

  it('refuses more than 72 bytes against bcrypt, which would not look at the rest', async () => {
    const { username } = await registered(service);
    await remember(username, { passwordHash: await bcrypt('p'.repeat(72), { cost: 8 }) });
    expect((await signIn(username, 'p'.repeat(73))).status).toBe(401);
    expect((await signIn(username, `${'p'.repeat(70)}😀`)).status).toBe(401);
    expect((await signIn(username, 'p'.repeat(72))).status).toBe(200);
  });
});
