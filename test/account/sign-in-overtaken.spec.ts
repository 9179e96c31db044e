import { PasswordHasher } from '@app/passwords';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { forget, reset, resetCode, said } from './letters.js';
import { Owner, tryToSignIn } from './owner.js';
import { SlowHasher } from './slow-hasher.js';

const fresh = 'a wholly different sentence';

describe.each(engines)('A sign-in that is overtaken on %s', (engine) => {
  let service: Service;
  const hasher = new SlowHasher();
  beforeAll(async () => {
    service = await startService(engine, { replace: [{ token: PasswordHasher, value: hasher }] });
  });
  afterAll(() => service.stop());

  const byOperator = (change: string) => (owner: Owner) =>
    service.database.query(`UPDATE users SET ${change} WHERE username = ?`, [owner.person.username]);
  const overtakers: [string, (owner: Owner, code: string) => Promise<unknown>][] = [
    ['a reset', (_owner, code) => reset(service, code, fresh)],
    [
      'a change of the password',
      (owner) =>
        owner.post('/password/change', { current_password: owner.person.password, new_password: fresh }),
    ],
    ['the wish to be deleted', (owner) => owner.delete('/profile', { password: owner.person.password })],
    ['an operator who disables the account', byOperator('is_active = 0')],
  ];

  it.each(overtakers)('by %s opens no session', async (_by, overtake) => {
    const owner = await Owner.join(service);
    const { username, email, password } = owner.person;
    const code = await resetCode(service, email);
    hasher.during(() => overtake(owner, code));
    expect(said(await tryToSignIn(service, username, password, { native: true }))).toBe(
      '401 Invalid username or password',
    );
    const live: unknown[] = await service.database.query(
      `SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE u.username = ? AND s.kind = 'native' AND s.revoked_at IS NULL`,
      [username],
    );
    expect(live).toEqual([]);
  });

  it('by nothing at all opens one', async () => {
    const { person } = await Owner.join(service);
    hasher.during(() => forget(service, person.email));
    expect((await tryToSignIn(service, person.username, person.password)).status).toBe(200);
  });
});
