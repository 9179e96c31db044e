import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { somebody } from '../e2e/people.js';
import { register, type SystemName } from './newcomers.js';

const key = '\u{1F511}';
const strict: readonly SystemName[] = ['customer', 'account'];
const all: readonly SystemName[] = [...strict, 'usapi'];

const accepted: readonly (readonly [string, string])[] = [
  ['the sample of 003', 'il1kep1es'],
  ['the sample of 004', 'yourpassword'],
  ['8 code points', 'eight ch'],
  ['8 code points of two units', key.repeat(8)],
  ['128 code points', 'x y '.repeat(32)],
  ['128 code points of 512 bytes', key.repeat(128)],
  ['nothing but blanks', ' '.repeat(8)],
  ['a common one with a blank', 'password1 '],
];
const refused: readonly (readonly [string, string])[] = [
  ['7 code points', 'sevench'],
  ['7 code points in 14 units', key.repeat(7)],
  ['129 code points', 'x'.repeat(129)],
  ['513 bytes', `${key.repeat(128)}x`],
  ['4 kB', 'x'.repeat(4000)],
  ['NUL', 'seven ch\0'],
  ['half a character', 'seven ch\uD83D'],
];
const common: readonly (readonly [string, string])[] = [
  ['a common one', 'password1'],
  ['a common one in capitals', 'PassWord1'],
  ['a common one in full width', '\uFF50\uFF41\uFF53\uFF53\uFF57\uFF4F\uFF52\uFF44\uFF11'],
];
const rows = (systems: readonly SystemName[], passwords: readonly (readonly [string, string])[]) =>
  systems.flatMap((system) => passwords.map(([what, password]) => [system, what, password] as const));

describe.each(engines)('Passwords of the systems on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const outcome = async (system: SystemName, password: string) => {
    const { status, text } = await register(service, system, somebody({ password }));
    if (status < 300) return 'accepted';
    return /"error_code":-3|"loc":\["body","password"\]|Property 'password'/.test(text) ? 'refused' : text;
  };

  it.each(rows(all, accepted))(
    '%s takes %s, and signs in with that one alone',
    async (system, _what, password) => {
      const me = somebody({ password });
      expect((await register(service, system, me)).status).toBeLessThan(300);
      const { username } = me;
      expect((await service.http.post('/auth', { username, password })).status).toBe(200);
      for (const other of [`${password} `, password.slice(0, -1), password.trim(), password.toUpperCase()]) {
        if (other === password) continue;
        expect((await service.http.post('/auth', { username, password: other })).status).toBe(401);
      }
    },
  );

  it.each(rows(strict, [...refused, ...common]))('%s refuses %s', async (system, _what, password) => {
    expect(await outcome(system, password)).toBe('refused');
  });

  it.each(rows(['usapi'], refused.slice(2)))('%s refuses %s', async (system, _what, password) => {
    expect(await outcome(system, password)).toBe('refused');
  });

  it.each(
    rows(
      ['usapi'],
      [...refused.slice(0, 2), ...common, ['its sample', 'abc123'], ['the username', 'test regis 3']],
    ),
  )('%s takes %s, as its document does', async (system, _what, password) => {
    expect(await outcome(system, password)).toBe('accepted');
  });

  it('are as strict for partners where PARTNER_PASSWORD_POLICY says so', async () => {
    const strictly = await startService(engine, { env: { PARTNER_PASSWORD_POLICY: 'strict' } });
    for (const [, password] of [...refused.slice(0, 2), ...common]) {
      const { status } = await register(strictly, 'usapi', somebody({ password }));
      expect([password, status]).toEqual([password, 400]);
    }
    expect((await register(strictly, 'usapi', somebody({ password: 'test regis 3' }))).status).toBe(200);
    await strictly.stop();
  });
});
