import { OneTimeCode } from '@app/one-time-codes';
import { PasswordHasher } from '@app/passwords';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { reset, resetCode, said } from './letters.js';
import { Owner } from './owner.js';
import { SlowHasher } from './slow-hasher.js';

const fresh = 'a wholly different sentence';

/** The password was right when it was looked at; when the change comes, the account is no longer theirs. */
describe.each(engines)('What a former holder asked for before the owner took over, on %s', (engine) => {
  let service: Service;
  const hasher = new SlowHasher();
  beforeAll(async () => {
    service = await startService(engine, { replace: [{ token: PasswordHasher, value: hasher }] });
  });
  afterAll(() => service.stop());

  /** @returns the owner, once `ask` has been answered */
  async function overtaken(ask: (former: Owner) => Promise<{ status: number }>): Promise<[number, Owner]> {
    const former = await Owner.join(service);
    const code = await resetCode(service, former.person.email);
    let owner = former;
    hasher.during(async () => {
      expect(said(await reset(service, code, fresh))).toBe('200 Password has been changed');
      owner = await Owner.signIn(service, { ...former.person, password: fresh });
    });
    return [(await ask(former)).status, owner];
  }

  it('does not close the account to its owner', async () => {
    const [status, owner] = await overtaken((former) =>
      former.delete('/profile', { password: former.person.password }),
    );
    expect([status, await owner.isSignedIn(), (await owner.row()).deletedAt]).toEqual([401, true, null]);
  });

  it.each([
    ['e-mail address', (former: Owner) => former.askForEmail(`taken-along-${engine}@example.com`)],
    ['phone', (former: Owner) => former.askForPhone('6287712345678')],
  ])('leaves no change of the %s behind', async (_kind, ask) => {
    const [status, owner] = await overtaken(ask);
    const { uuid } = await owner.row();
    const live = await service.database.getRepository(OneTimeCode).findBy({ subject: uuid, isLive: true });
    expect([status, live]).toEqual([401, []]);
  });
});
