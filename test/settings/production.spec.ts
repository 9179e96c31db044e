import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { readSettings } from '@app/settings';
import { faultsOf, secret } from './faults.js';

const partnerSecret = randomBytes(24).toString('base64url');

/** All that production asks for. */
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://id.example',
  JWT_SECRET: secret,
  SMTP_URL: 'none',
  SMS_URL: 'none',
};

describe('Production', () => {
  it('starts with nothing more than it asks for, and turns every convenience off', () => {
    expect(readSettings({ ...production, HOST: '0.0.0.0' })).toMatchObject({
      http: { production: true, docs: false, host: '0.0.0.0' },
      partners: { credentials: [] },
      messages: { mail: { kind: 'none' }, sms: { kind: 'none' } },
    });
  });

  it.each(['PUBLIC_URL', 'JWT_SECRET', 'SMTP_URL', 'SMS_URL'])('does not start without %s', (name) => {
    const faults = faultsOf({ ...production, [name]: '' });
    expect(faults).not.toEqual([]);
    expect(faults.filter((fault) => !fault.startsWith(`${name}: production needs`))).toEqual([]);
  });

  it('does not start with a base of links that anybody between could rewrite', () => {
    const faults = faultsOf({ ...production, PUBLIC_URL: 'http://id.example' });
    expect(faults).toEqual(['PUBLIC_URL: production needs https (http for localhost only).']);
    expect(faultsOf({ ...production, PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
    expect(faultsOf({ ...production, PUBLIC_URL: 'http://localhost.example' })).toHaveLength(1);
  });

  it.each(['JWT_SECRET', 'JWT_SECRET_PREVIOUS', 'DATA_SECRET'])(
    'wants 32 bytes of %s, not characters',
    (name) => {
      const short = secret.slice(0, 31);
      expect(faultsOf({ ...production, [name]: short })).toEqual([
        expect.stringMatching(`^${name}: give at least 32`),
      ]);
      expect(faultsOf({ ...production, [name]: `${short.slice(0, 30)}é` })).toEqual([]);
    },
  );

  const placeholders = [
    'changeme-changeme-changeme-changeme',
    'please change me before going live!!',
    'CHANGE_THIS_TO_A_LONG_RANDOM_STRING_NOW',
    'replace-me-with-something-long-enough',
    'your-256-bit-secret-your-256-bit-secret',
    'a-string-secret-at-least-256-bits-long',
    'my-super-secret-key-for-the-production',
    'development-secret-development-secret',
    'this is an example of a signing key 1',
    'insert-jwt-secret-here-0123456789abcdef',
    'Password1234567890Password1234567890',
    'a'.repeat(32),
    'ab'.repeat(20),
    '0123456789abcdef'.repeat(3),
    '1234567890'.repeat(4),
    `${'=-'.repeat(17)}x`,
    'abcdefghijklmnopqrstuvwxyz0123456789',
    'zyxwvutsrqponmlkjihgfedcba9876543210',
    'aaaaaaaabbbbbbbbccccccccdddddddd',
  ];

  it.each(placeholders)('refuses the guessable secret %s', (placeholder) => {
    for (const name of ['JWT_SECRET', 'JWT_SECRET_PREVIOUS', 'DATA_SECRET']) {
      const faults = faultsOf({ ...production, [name]: placeholder });
      expect(faults).toEqual([expect.stringMatching(`^${name}: production refuses`)]);
      expect(faults.join()).not.toContain(placeholder);
    }
    const faults = faultsOf({ ...production, PARTNER_CREDENTIALS: `erp:${placeholder}` });
    expect(faults).toEqual([expect.stringMatching('^PARTNER_CREDENTIALS: production refuses')]);
  });

  it('takes no secret that stands in the papers to be copied', () => {
    const papers = ['*.md', 'docs/**/*.md', 'deploy/**/*.*', 'compose.yaml', 'Dockerfile', '.env.example'];
    const shown =
      /\b(JWT_SECRET|JWT_SECRET_PREVIOUS|DATA_SECRET|PARTNER_CREDENTIALS)\s*[=:]\s*["']?([^\s"'`$]{22,})/g;
    const text = papers
      .flatMap((paper) => globSync(paper))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const copied = [...text.matchAll(shown)].filter(
      ([, name = '', value = '']) => faultsOf({ ...production, [name]: value }).length === 0,
    );
    expect(copied.map(([whole]) => whole)).toEqual([]);
  });

  it('takes what generators make', () => {
    const made = Array.from({ length: 2000 }, () => randomBytes(32)).flatMap((bytes) => [
      bytes.toString('base64'),
      bytes.toString('hex'),
      bytes.toString('base64url'),
    ]);
    expect(made.filter((one) => faultsOf({ ...production, JWT_SECRET: one }).length > 0)).toEqual([]);
  });

  it('keeps every budget', () => {
    const faults = faultsOf({ ...production, RATE_LIMITS: 'off' });
    expect(faults).toEqual(['RATE_LIMITS: production keeps every budget; leave it on.']);
    expect(readSettings({ RATE_LIMITS: 'off', JWT_SECRET: 'x'.repeat(32) }).limits.loadBudgets).toBe(false);
  });

  it('leaves development its placeholders', () => {
    for (const JWT_SECRET of placeholders) expect(faultsOf({ JWT_SECRET })).toEqual([]);
  });

  it.each([
    ['the demo partner', 'demo:demo-secret'],
    ['the demo secret under another name', 'erp:demo-secret'],
    ['a short secret', `erp:${partnerSecret.slice(0, 21)}`],
    ['a short secret beside a sound one', `erp:${partnerSecret};shop:short`],
  ])('refuses %s', (_, PARTNER_CREDENTIALS) => {
    const faults = faultsOf({ ...production, PARTNER_CREDENTIALS });
    expect(faults).not.toEqual([]);
    expect(faults.filter((fault) => !fault.startsWith('PARTNER_CREDENTIALS: production '))).toEqual([]);
  });

  it('takes a partner with a secret of its own', () => {
    const settings = readSettings({ ...production, PARTNER_CREDENTIALS: `erp:${partnerSecret}` });
    expect(settings.partners.credentials).toEqual([{ name: 'erp', secret: partnerSecret }]);
  });
});
