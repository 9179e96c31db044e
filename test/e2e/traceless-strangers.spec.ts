import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered } from './people.js';

describe.each(engines)('A new password asked for on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const rows = async (): Promise<unknown> =>
    service.database.query(
      'SELECT (SELECT COUNT(*) FROM outbox_messages) AS messages, (SELECT COUNT(*) FROM one_time_codes) AS codes',
    );
  const forget = async (email: string): Promise<number> =>
    (await service.http.post('/password/forgot', { email })).status;

  it('leaves neither a message nor a code behind for addresses that nobody has', async () => {
    const before = await rows();
    for (let call = 0; call < 20; call++) expect(await forget(`nobody${call}@example.net`)).toBe(200);
    expect(await rows()).toEqual(before);
  });

  it('leaves none behind for a disabled account, and what it was sent before cannot be used', async () => {
    const { email } = await registered(service);
    expect(await forget(email)).toBe(200);
    const [mail] = await service.mailbox(email);
    const code = /\?code=([\w-]{43})/.exec(mail?.text ?? '')?.[1];
    await service.database.query('UPDATE users SET is_active = 0 WHERE email = ?', [email]);
    const before = await rows();
    service.clock.advance(61);
    expect(await forget(email)).toBe(200);
    expect(await rows()).toEqual(before);
    const reset = await service.http.post('/password/reset', { code, password: 'a wholly different one' });
    expect(reset.body).toEqual({ message: 'Invalid or expired code' });
  });
});
