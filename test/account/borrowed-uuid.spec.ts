import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { customerToken } from '../dialects/newcomers.js';
import { somebody, type Person } from '../e2e/people.js';
import { letters, reset, resetCode, said } from './letters.js';
import { Owner } from './owner.js';

const fresh = 'the sentence of the real owner';

/** A username that was an address becomes the account's uuid when the address leaves, and anybody may be called that. */
describe.each(engines)('An account whose uuid is somebody else’s username, on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  /** Holds the address without proof, as username too, beside an account that is called like its uuid. */
  async function squat(email: string): Promise<{ person: Person; bearer: string }> {
    const person = somebody({ username: email, email });
    const bearer = await customerToken(service, person);
    const { body } = await service.http.get('/profile', { bearer });
    await customerToken(service, somebody({ username: (body['profile'] as unknown as { id: string }).id }));
    return { person, bearer };
  }

  it('does not keep an address from whoever proves it', async () => {
    const email = 'proven-elsewhere@example.com';
    await squat(email);
    const owner = await Owner.join(service);
    expect(said(await owner.takeEmail(email))).toBe('200 Success update profile');
  });

  it('does not stand in the way back of an address', async () => {
    const owner = await Owner.join(service);
    await owner.takeEmail();
    service.clock.advance(60);
    await (await owner.again()).takeEmail('of-a-thief@example.com');
    await squat(owner.person.email);
    const [news] = await letters(service, owner.person.email, /undo/);
    const code = /undo\?code=([\w-]+)/.exec(news?.text ?? '')?.[1];
    expect((await service.http.post('/profile/email/undo', { code })).status).toBe(200);
    expect((await owner.row()).email).toBe(owner.person.email);
  });

  it('does not keep a reset from letting the address go', async () => {
    const { person, bearer } = await squat('reset-by-its-owner@example.com');
    const squatter = await Owner.signIn(service, person);
    await squatter.takePhone();
    const code = await resetCode(service, person.email);
    expect((await reset(service, code, fresh)).status).toBe(200);
    const { body } = await service.http.get('/profile', { bearer });
    expect(body['profile']).toMatchObject({
      email: null,
      username: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect((await Owner.join(service, { email: person.email })).person.email).toBe(person.email);
  });
});
