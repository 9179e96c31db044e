import { readFileSync } from 'node:fs';
import { exampleFile, readSettings } from '@app/settings';
import { faultsOf, secret } from './faults.js';

describe('The settings', () => {
  it('need nothing in development but a place for the secret', () => {
    const settings = readSettings({ JWT_SECRET: secret });
    expect(settings).toMatchObject({
      http: {
        production: false,
        host: '127.0.0.1',
        port: 3000,
        publicUrl: 'http://localhost:3000',
        docs: true,
      },
      storage: { dataDir: 'var', database: { engine: 'sqlite', file: 'var/usapi.db' } },
      tokens: { secret, dataSecret: secret, accessTokenTtl: 3600, refreshTokenTtl: 2_592_000 },
      partners: { credentials: [{ name: 'demo', secret: 'demo-secret' }], passwordPolicy: 'documented' },
      signup: { signupTtl: 1800, otpTtl: 600, linkTtl: 18_000, resendCooldown: 60 },
      messages: { courier: 'inline', mail: { kind: 'mailbox' }, sms: { kind: 'mailbox' } },
    });
  });

  it('take an empty variable as unset', () => {
    expect(readSettings({ JWT_SECRET: secret, PORT: '', SMTP_URL: '' }).http.port).toBe(3000);
  });

  it('cannot be changed after the start', () => {
    const settings = readSettings({ JWT_SECRET: secret });
    expect(() => Object.assign(settings.partners.credentials, [])).not.toThrow();
    expect(() => Object.assign(settings.http, { production: true })).toThrow(TypeError);
    expect(() => Object.assign(settings.partners.credentials[0] ?? {}, { secret: 'x' })).toThrow(TypeError);
  });

  it('drop the slash behind PUBLIC_URL, so that no link has two', () => {
    expect(readSettings({ JWT_SECRET: secret, PUBLIC_URL: 'http://localhost/id//' }).http.publicUrl).toBe(
      'http://localhost/id',
    );
  });

  it('know MySQL by its scheme however it is written', () => {
    const DATABASE_URL = 'MySQL://root@127.0.0.1/usapi';
    expect(readSettings({ JWT_SECRET: secret, DATABASE_URL }).storage.database.engine).toBe('mysql');
  });

  it('are read in far less than a second, however much stands in them', () => {
    const long = `${'a'.repeat(50_000)} ${'ab'.repeat(50_000)}!`;
    const names = [...exampleFile().matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const env = Object.fromEntries(names.map((name) => [name, long]));
    const start = process.cpuUsage();
    expect(faultsOf({ ...env, NODE_ENV: 'production' })).not.toEqual([]);
    expect(process.cpuUsage(start).user).toBeLessThan(500_000);
  });

  it('are described by the committed example file', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(exampleFile());
  });
});

describe('A faulty environment', () => {
  const marker = 'c4n4ry';
  /** Everything that can be wrong with one variable, by its name. */
  const faulty = {
    NODE_ENV: marker,
    PORT: marker,
    PUBLIC_URL: `ftp://${marker}`,
    DATABASE_URL: `postgres://${marker}`,
    JWT_SECRET: marker,
    JWT_SECRET_PREVIOUS: marker,
    DATA_SECRET: marker,
    PARTNER_CREDENTIALS: marker,
    PARTNER_PASSWORD_POLICY: marker,
    SMTP_URL: `http://${marker}`,
    MAIL_FROM: marker,
    SMS_URL: `smtp://${marker}`,
    SMS_FALLBACK_URL: marker,
    SMS_RECEIPTS_SECRET: marker,
    RETURN_URLS: marker,
    COURIER: marker,
    SIGNUP_TTL: marker,
    OTP_TTL: marker,
    LINK_TTL: marker,
    RESEND_COOLDOWN: marker,
    ACCESS_TOKEN_TTL: marker,
    REFRESH_TOKEN_TTL: marker,
    TRUSTED_PROXIES: marker,
    CORS_ORIGINS: marker,
    DOCS: marker,
  };

  it('is refused in one message that names every faulty variable and none of the values', () => {
    const faults = faultsOf({ ...faulty, HOST: '0.0.0.0' });
    const named = faults.map((fault) => /^([A-Z_]+): /.exec(fault)?.[1] ?? fault);
    expect(named.toSorted()).toEqual([...Object.keys(faulty), 'HOST'].toSorted());
    expect(faults.join('\n')).not.toContain(marker);
  });

  it('names what production lacks beside what is ill-typed', () => {
    const faults = faultsOf({ NODE_ENV: 'production', PORT: '70000' });
    const named = new Set(faults.map((fault) => fault.split(':')[0]));
    expect([...named]).toEqual(['PORT', 'PUBLIC_URL', 'JWT_SECRET', 'SMTP_URL', 'SMS_URL']);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x50'],
    ['OTP_TTL', '0'],
    ['OTP_TTL', '0.5'],
    ['OTP_TTL', '1e3'],
    ['OTP_TTL', ' 600'],
    ['OTP_TTL', '600s'],
    ['OTP_TTL', '601'],
    ['LINK_TTL', '86401'],
    ['RESEND_COOLDOWN', '-60'],
    ['PUBLIC_URL', 'id.example'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'https://user:pass@id.example'],
    ['PUBLIC_URL', 'https://id.example/?next='],
    ['PUBLIC_URL', 'https://id.example/#top'],
    ['DATABASE_URL', 'sqlite:'],
    ['DATABASE_URL', 'sqlite::memory:'],
    ['DATABASE_URL', 'mysql://root@127.0.0.1'],
    ['DATABASE_URL', 'mysql://root@127.0.0.1:3306/'],
    ['MAIL_FROM', 'a@b.example, c@d.example'],
    ['MAIL_FROM', 'Name <a@b.example>'],
    ['MAIL_FROM', 'a@b.example\r\nBcc: c@d.example'],
    ['SMS_URL', 'ftp://gateway.example'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'loopback'],
    ['TRUSTED_PROXIES', '2'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://app.example/path'],
    ['CORS_ORIGINS', 'null'],
    ['RETURN_URLS', 'ONMART=javascript:alert(1)'],
    ['RETURN_URLS', 'ONMART=http://shop.example'],
    ['COURIER', 'on'],
    ['DOCS', 'true'],
  ])('has one for %s=%s', (name, value) => {
    expect(faultsOf({ JWT_SECRET: secret, [name]: value })).toEqual([expect.stringMatching(`^${name}: `)]);
  });

  it('is told the range that a code may live', () => {
    expect(faultsOf({ JWT_SECRET: secret, OTP_TTL: '601', LINK_TTL: '172800' })).toEqual([
      'OTP_TTL: give whole seconds, 1 to 600.',
      'LINK_TTL: give whole seconds, 1 to 86400.',
    ]);
    for (const [OTP_TTL, LINK_TTL] of [
      ['1', '1'],
      ['600', '86400'],
    ] as const)
      expect(readSettings({ JWT_SECRET: secret, OTP_TTL, LINK_TTL }).signup).toMatchObject({
        otpTtl: Number(OTP_TTL),
        linkTtl: Number(LINK_TTL),
      });
  });

  it('refuses a courier of its own on SQLite, and takes it on MySQL', () => {
    expect(faultsOf({ JWT_SECRET: secret, COURIER: 'off' })).toEqual([expect.stringMatching('^COURIER: ')]);
    const mysql = { DATABASE_URL: 'mysql://root@127.0.0.1:3306/usapi', COURIER: 'off' };
    expect(readSettings({ JWT_SECRET: secret, ...mysql }).messages.courier).toBe('off');
  });
});

describe('HOST beyond loopback in development', () => {
  const servers = { SMTP_URL: 'none', SMS_URL: 'none', PARTNER_CREDENTIALS: 'erp:of-my-own' };
  const open = { JWT_SECRET: secret, HOST: '0.0.0.0' };

  it('is taken where neither the demo partner nor the mailbox is', () => {
    expect(readSettings({ ...open, ...servers }).http.host).toBe('0.0.0.0');
  });

  it.each([
    ['the demo partner by default', { PARTNER_CREDENTIALS: '' }],
    ['the demo partner by name', { PARTNER_CREDENTIALS: 'erp:x;demo:demo-secret' }],
    ['the mailbox for mail', { SMTP_URL: '' }],
    ['the mailbox for SMS', { SMS_URL: '' }],
  ])('is refused with %s', (_, doors) => {
    expect(faultsOf({ ...open, ...servers, ...doors })).toEqual([expect.stringMatching('^HOST: ')]);
  });

  it.each(['::', '192.168.1.5', '127.0.0.1.example.com', '0', '127.1.1.1.1'])('refuses %s', (HOST) => {
    expect(faultsOf({ JWT_SECRET: secret, HOST })).toEqual([expect.stringMatching('^HOST: ')]);
  });

  it.each(['localhost', '127.0.0.1', '127.8.8.8', '::1'])('takes %s for loopback', (HOST) => {
    expect(readSettings({ JWT_SECRET: secret, HOST }).http.host).toBe(HOST);
  });
});
