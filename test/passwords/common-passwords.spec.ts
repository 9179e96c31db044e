import { randomBytes } from 'node:crypto';
import { CommonPasswords, compactCommonPasswords } from '@app/passwords';

describe('the bundled list of common passwords', () => {
  const bundled = CommonPasswords.bundled();

  it('has 10,000 entries or more', () => {
    expect(bundled.size).toBeGreaterThanOrEqual(10_000);
  });

  it.each(['password1', 'qwerty123', '12345678', 'iloveyou1', 'football'])('includes %s', (password) => {
    expect(bundled.includes(password)).toBe(true);
  });

  it.each([
    ['capitals', 'PASSWORD1'],
    ['one capital', 'Password1'],
    ['full-width letters', '\uFF50\uFF41\uFF53\uFF53\uFF57\uFF4F\uFF52\uFF44\uFF11'],
    ['a ligature', '\uFB01refighter'],
    ['a superscript', 'password\u00B9'],
  ])('sees through %s', (_disguise, password) => {
    expect(bundled.includes(password)).toBe(true);
  });

  it.each(['abc123', 'test regis 3', 'test20250219000', 'il1kep1es', 'yourpassword', 'usernew1'])(
    'leaves the sample %s of the documents alone',
    (sample) => {
      expect(bundled.includes(sample)).toBe(false);
    },
  );

  it('knows no random password and no passphrase', () => {
    expect(bundled.includes(randomBytes(16).toString('base64url'))).toBe(false);
    expect(bundled.includes('seven herons over a slow river')).toBe(false);
  });

  it('compares whole passwords, blanks included', () => {
    expect(bundled.includes('password1 ')).toBe(false);
    expect(bundled.includes('my password1')).toBe(false);
    expect(bundled.includes('')).toBe(false);
  });

  it('stays in memory as one Buffer of six bytes an entry', () => {
    const held = Object.values(bundled).filter((value) => typeof value !== 'number');
    expect(held).toEqual([expect.any(Buffer)]);
    expect(held[0]).toHaveLength(12 + 6 * bundled.size);
  });
});

describe('the compact format', () => {
  it('finds every entry again, and only those', () => {
    const entries = Array.from({ length: 1000 }, (_, index) => `entry number ${index}`);
    const list = CommonPasswords.fromBytes(compactCommonPasswords(entries));
    expect(list.size).toBe(1000);
    expect(entries.filter((entry) => !list.includes(entry))).toEqual([]);
    expect(list.includes('entry number 1000')).toBe(false);
  });

  it('is the same whatever the order, repetitions, case and empty lines', () => {
    const once = compactCommonPasswords(['sunshine', 'trustno1', 'straße99']);
    expect(compactCommonPasswords(['', 'Straße99', 'TRUSTNO1', 'sunshine', 'sunshine', ''])).toEqual(once);
  });

  it('can hold nothing', () => {
    const list = CommonPasswords.fromBytes(compactCommonPasswords([]));
    expect(list.size).toBe(0);
    expect(list.includes('password1')).toBe(false);
  });

  it('keeps the bytes it was given', () => {
    const bytes = compactCommonPasswords(['sunshine']);
    expect(Object.values(CommonPasswords.fromBytes(bytes))).toContain(bytes);
  });

  const sound = compactCommonPasswords(['sunshine', 'trustno1']);

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a cut header', sound.subarray(0, 11)],
    ['another signature', Buffer.concat([Buffer.from('XXXXXXXX'), sound.subarray(8)])],
    ['another version', Buffer.concat([sound.subarray(0, 7), Buffer.from([2]), sound.subarray(8)])],
    ['a text file', Buffer.from('password\n12345678\nqwerty123\n')],
  ])('refuses %s by its header', (_what, bytes) => {
    expect(() => CommonPasswords.fromBytes(bytes)).toThrow(/not in the compact format, version 1/);
  });

  it.each([
    ['a missing entry', sound.subarray(0, -6)],
    ['half an entry', sound.subarray(0, -3)],
    ['bytes too many', Buffer.concat([sound, Buffer.alloc(6)])],
  ])('refuses %s by its length', (_what, bytes) => {
    expect(() => CommonPasswords.fromBytes(bytes)).toThrow(/damaged: 2 entries/);
  });
});
