import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@app/settings';
import { faultsOf, secret } from './faults.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usapi-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileWith = (text: string): string => {
  const file = join(folder, 'a-secret');
  writeFileSync(file, text);
  return file;
};

describe('A secret from a file', () => {
  it.each([
    ['as it stands', ''],
    ['without the line break an editor adds', '\n'],
    ['without the line break of Windows', '\r\n'],
  ])('is taken %s', (_, end) => {
    expect(readSettings({ JWT_SECRET_FILE: fileWith(`${secret}${end}`) }).tokens.secret).toBe(secret);
  });

  it('keeps blanks and inner line breaks, which may be part of it', () => {
    const text = ` ${secret}\n${secret} `;
    expect(readSettings({ JWT_SECRET_FILE: fileWith(`${text}\n`) }).tokens.secret).toBe(text);
  });

  it.each([
    'DATABASE_URL',
    'JWT_SECRET',
    'JWT_SECRET_PREVIOUS',
    'DATA_SECRET',
    'PARTNER_CREDENTIALS',
    'SMTP_URL',
    'SMS_URL',
    'SMS_FALLBACK_URL',
    'SMS_RECEIPTS_SECRET',
  ])('can be %s', (name) => {
    expect(faultsOf({ JWT_SECRET_FILE: fileWith(secret), [`${name}_FILE`]: join(folder, 'none') })).toEqual([
      expect.stringMatching(`^${name}_FILE names a file that cannot be read`),
    ]);
  });

  it('is held to the same rules, and the file is not shown', () => {
    const faults = faultsOf({ JWT_SECRET_FILE: fileWith('much too short') });
    expect(faults).toEqual([expect.stringMatching('^JWT_SECRET: ')]);
    expect(faults.join()).not.toMatch(/much too short|a-secret/);
  });

  it('is refused beside the variable itself: nobody could tell which one counts', () => {
    expect(faultsOf({ JWT_SECRET: secret, JWT_SECRET_FILE: fileWith(secret) })).toEqual([
      'JWT_SECRET and JWT_SECRET_FILE are both set: keep one.',
    ]);
  });

  it('is missed once, not twice, where production needs it', () => {
    const env = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://id.example',
      SMTP_URL: 'none',
      SMS_URL: 'none',
    };
    expect(faultsOf({ ...env, JWT_SECRET_FILE: folder })).toEqual([
      expect.stringMatching('^JWT_SECRET_FILE names'),
    ]);
  });
});

const file = (): string => join(folder, 'new', 'development-secret');
const read = (): string => readSettings({ DATA_DIR: join(folder, 'new') }).tokens.secret;

describe('The generated development secret', () => {
  it('is random, long, and readable by its owner alone', () => {
    const generated = read();
    expect(Buffer.from(generated, 'base64url')).toHaveLength(48);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'new'))).toEqual(['development-secret']);
  });

  it('is the same at the next start, so that tokens survive it', () => {
    expect([read(), read(), readFileSync(file(), 'utf8')]).toEqual(Array(3).fill(read()));
  });

  it('is another one in another folder', () => {
    expect(readSettings({ DATA_DIR: join(folder, 'other') }).tokens.secret).not.toBe(read());
  });

  it('is not made for a start that is refused, in production, or beside one that was given', () => {
    faultsOf({ DATA_DIR: join(folder, 'new'), PORT: 'x' });
    faultsOf({ DATA_DIR: join(folder, 'new'), NODE_ENV: 'production' });
    readSettings({ DATA_DIR: join(folder, 'new'), JWT_SECRET: secret });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names DATA_DIR when the folder cannot be written', () => {
    const blocked = fileWith('no folder');
    chmodSync(blocked, 0o400);
    expect(faultsOf({ DATA_DIR: join(blocked, 'below') })).toEqual([expect.stringMatching('^DATA_DIR: ')]);
  });
});
