import { Owner, believesUs, tryToSignIn } from '../account/owner.js';
import { said } from '../account/letters.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';

const basicOf = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;

/** Many columns hold ASCII alone, and MariaDB refuses to compare them with anything else. */
describe.each(engines)('Text beyond ASCII where only ASCII can be, on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: believesUs });
  });
  afterAll(() => service.stop());

  it.each(['é@example.com', '😀@x.co', '\ud800@b.co', 'a\u0000@b.co', 'ß'])(
    '%j signs nobody in',
    async (username) => {
      expect(said(await tryToSignIn(service, username, 'some password'))).toBe(
        '401 Invalid username or password',
      );
    },
  );

  it.each(['é:x', '😀:x', 'a\u0000b:x'])('%j is no partner', async (credentials) => {
    const headers = { authorization: basicOf(credentials) };
    const { status } = await service.http.post('/check/phone', { phone_number: '62812345678' }, { headers });
    expect(status).toBe(401);
  });

  it.each(['%C3%A9', '%F0%9F%98%80'])('no session is called %s', async (id) => {
    const owner = await Owner.join(service);
    expect((await owner.delete(`/auth/sessions/${id}`)).status).toBe(404);
  });

  it.each([
    ['203.0.113.7:5678', '203.0.113.7'],
    ['[2001:db8::7]:5678', '2001:db8::7'],
    ['[2001:db8::8]', '2001:db8::8'],
  ])('a proxy that says %s means %s', async (forwarded, address) => {
    const owner = await Owner.join(service, {}, { address: forwarded });
    const { body } = await owner.get('/auth/sessions');
    expect(body['sessions']).toMatchObject([{ address }]);
  });

  it.each(['é', 'not an address', '1'.repeat(300)])('a proxy that says %j says nothing', async (address) => {
    const owner = await Owner.join(service, {}, { address });
    const { body } = await owner.get('/auth/sessions');
    expect(body['sessions']).toMatchObject([{ address: '127.0.0.1' }]);
  });
});
