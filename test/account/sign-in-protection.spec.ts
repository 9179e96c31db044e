import type { Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { sweep } from '../housekeeping/sweep.js';
import { registered, type Person } from '../e2e/people.js';
import { letters, resetCode, reset, said } from './letters.js';
import { believesUs, Owner, tryToSignIn, type Manner } from './owner.js';

const stranger = { address: '203.0.113.66' };
const home = { address: '198.51.100.7' };
const refused = '401 Invalid username or password';
const late = '429 Too many requests';

describe.each(engines)('Guessing a password on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: { ...believesUs, RATE_LIMITS: 'off' } });
  });
  afterAll(() => service.stop());

  const guess = (username: string, manner: Manner = stranger): Promise<Reply> =>
    tryToSignIn(service, username, 'a wrong guess', manner);
  const guessOften = async (username: string, times = 11, manner: Manner = stranger): Promise<void> => {
    for (let time = 0; time < times; time++) expect(said(await guess(username, manner))).toBe(refused);
  };
  const door = async (person: Person, manner: Manner): Promise<string> =>
    String((await tryToSignIn(service, person.username, person.password, manner)).status);

  it('is slowed after ten failures, though every one of those requests failed', async () => {
    const person = await registered(service);
    await guessOften(person.username);
    const reply = await guess(person.username);
    expect(said(reply)).toBe(late);
    expect(reply.headers['retry-after']).toBe('1');
    expect(await door(person, stranger)).toBe('429');
    service.clock.advance(1);
    expect(await door(person, stranger)).toBe('200');
  });

  it('waits twice as long each time, and never longer than 15 minutes', async () => {
    const { username } = await registered(service);
    await guessOften(username, 10);
    const waits: number[] = [];
    for (let time = 0; time < 13; time++) {
      expect(said(await guess(username))).toBe(refused);
      const reply = await guess(username);
      waits.push(Number(reply.headers['retry-after']));
      service.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  it('by username, e-mail address and any spelling of them counts for one account', async () => {
    const { username, email } = await registered(service);
    const names = [username, email, username.toUpperCase(), ` ${email.toUpperCase()} `];
    for (let time = 0; time < 11; time++) expect(said(await guess(names[time % 4] ?? ''))).toBe(refused);
    for (const name of names) expect(said(await guess(name))).toBe(late);
    expect(said(await guess((await registered(service)).username))).toBe(refused);
  });

  it('of nobody is slowed just the same', async () => {
    for (const name of ['nobody at all', 'nobody@example.net']) {
      await guessOften(name);
      const reply = await guess(name);
      expect([said(reply), reply.headers['retry-after']]).toEqual([late, '1']);
    }
  });

  it('from elsewhere does not keep the owner out of a network they have signed in from', async () => {
    const owner = await Owner.join(service, {}, home);
    await guessOften(owner.person.username);
    expect(await door(owner.person, stranger)).toBe('429');
    expect(await door(owner.person, home)).toBe('200');
    expect(await door(owner.person, stranger)).toBe('429');
    await guessOften(owner.person.username, 11, home);
    expect(await door(owner.person, home)).toBe('429');
  });

  it('at a name that reads like the owner’s own counter does not touch it', async () => {
    const owner = await Owner.join(service, {}, home);
    const { uuid } = await owner.row();
    await guessOften(`${uuid}:${home.address}`);
    await guessOften(uuid);
    expect(await door(owner.person, home)).toBe('200');
  });

  it('with a password that nobody can have is slowed, too', async () => {
    const { username } = await registered(service);
    const hopeless = (): Promise<Reply> => tryToSignIn(service, username, 'x'.repeat(129), stranger);
    for (let time = 0; time < 11; time++) expect(said(await hopeless())).toBe(refused);
    expect(said(await hopeless())).toBe(late);
  });

  it('from one IPv6 network counts as one, and the owner is known by theirs', async () => {
    const owner = await Owner.join(service, {}, { address: '2001:db8:1:2::7' });
    await guessOften(owner.person.username);
    expect(await door(owner.person, { address: '2001:db8:1:2:aaaa::1' })).toBe('200');
    expect(await door(owner.person, { address: '2001:db8:1:3::7' })).toBe('429');
  });

  it('by however many addresses is one stranger’s guessing', async () => {
    const { username } = await registered(service);
    for (let time = 0; time < 11; time++)
      expect(said(await guess(username, { address: `192.0.2.${time}` }))).toBe(refused);
    expect(said(await guess(username, { address: '192.0.2.200' }))).toBe(late);
  });

  it('from elsewhere keeps nobody who is signed in from changing the password, an address or leaving', async () => {
    const { person } = await Owner.join(service, {}, home);
    // On the way, in a network that nobody of the account was ever seen in.
    const away = await Owner.signIn(service, person, { address: '198.51.100.200' });
    await service.database.query("UPDATE sessions SET network = 'unknown' WHERE network = '198.51.100.200'");
    await guessOften(person.username);
    const { password } = person;
    const headers = { 'x-forwarded-for': '198.51.100.201' };
    const body = { current_password: password, new_password: 'a new beginning for all' };
    expect(said(await away.post('/password/change', body, { headers }))).toBe(
      '200 Password has been changed',
    );
  });

  it('by somebody with a stolen session counts as guessing, and delays that session alone', async () => {
    const owner = await Owner.join(service, {}, home);
    const body = { current_password: 'a wrong guess', new_password: 'a new beginning for all' };
    for (let time = 0; time < 11; time++)
      expect(said(await owner.post('/password/change', body))).toBe('400 Current password is wrong');
    expect(said(await owner.post('/password/change', body))).toBe(late);
    expect(said(await guess(owner.person.username))).toBe(late);
    const again = await owner.again(home);
    const right = { ...body, current_password: owner.person.password };
    expect(said(await again.post('/password/change', right))).toBe('200 Password has been changed');
  });

  it('from the owner’s own networks is forgotten by a reset, wherever that came from', async () => {
    const { person } = await Owner.join(service, {}, home);
    await guessOften(person.username, 11, home);
    expect(await door(person, home)).toBe('429');
    const code = await resetCode(service, person.email);
    const headers = { 'x-forwarded-for': '198.51.100.220' };
    const password = 'a new beginning for all';
    expect((await service.http.post('/password/reset', { code, password }, { headers })).status).toBe(200);
    expect(await door({ ...person, password }, home)).toBe('200');
  });

  it('is forgotten when the owner signs in, resets the password, or an hour has passed', async () => {
    const [one, other, third] = [
      await registered(service),
      await registered(service),
      await registered(service),
    ];
    await guessOften(one.username, 10);
    expect(await door(one, stranger)).toBe('200');
    await guessOften(one.username, 10);

    await guessOften(other.username);
    const code = await resetCode(service, other.email);
    expect((await reset(service, code, 'a new beginning for all')).status).toBe(200);
    expect(await door({ ...other, password: 'a new beginning for all' }, stranger)).toBe('200');

    await guessOften(third.username);
    service.clock.advance(3601);
    await guessOften(third.username);
    await letters(service, other.email, /diganti/);
  });

  it('is swept when it has had its time', async () => {
    await guessOften((await registered(service)).username);
    service.clock.advance(2 * 3600 + 1);
    await sweep(service);
    expect(await service.database.query('SELECT 1 FROM failure_delays')).toEqual([]);
  });

  if (engine === 'mariadb') {
    it('is remembered by every other process', async () => {
      const { username } = await registered(service);
      await guessOften(username);
      const next = await startService(engine, { env: believesUs, beside: service });
      expect(said(await tryToSignIn(next, username, 'a wrong guess', stranger))).toBe(late);
      await next.stop();
    });
  }
});
