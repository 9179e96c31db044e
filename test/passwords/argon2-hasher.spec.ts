import { hash as hashBcrypt } from '@node-rs/bcrypt';
import { argon2Cost, Argon2Hasher } from '@app/passwords';

// crypt_blowfish's test vector: 'U*U' with the salt CCCCCCCCCCCCCCCCCCCCC.
const bcryptOf = (version: string): string =>
  `$${version}$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW`;

describe('argon2id hashes', () => {
  const hasher = new Argon2Hasher();

  it('makes argon2id hashes of the recommended cost', async () => {
    expect(await hasher.hash('correct horse')).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}$/,
    );
  });

  it('salts: the same password has another hash each time', async () => {
    expect(await hasher.hash('correct horse')).not.toBe(await hasher.hash('correct horse'));
  });

  it.each([
    'correct horse',
    ' correct horse ',
    '\u{1F984}'.repeat(128),
    'e\u0301galite\u0301',
    'x'.repeat(128),
  ])('knows %j again, and nothing near it', async (password) => {
    const stored = await hasher.hash(password);
    expect(await hasher.matches(password, stored)).toBe(true);
    expect(await hasher.matches(`${password}x`, stored)).toBe(false);
    expect(await hasher.matches(password.slice(0, -2), stored)).toBe(false);
    expect(await hasher.matches(password.toUpperCase() + ' ', stored)).toBe(false);
  });

  it('distinguishes case and Unicode forms', async () => {
    const stored = await hasher.hash('\u00E9galit\u00E9');
    expect(await hasher.matches('\u00C9GALIT\u00C9', stored)).toBe(false);
    expect(await hasher.matches('e\u0301galite\u0301', stored)).toBe(false);
  });

  it('verifies a hash of another cost', async () => {
    const stored = await new Argon2Hasher({ ...argon2Cost, memoryCost: 8192, timeCost: 1 }).hash(
      'correct horse',
    );
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=8192,t=1,p=1\$/);
    expect(await hasher.matches('correct horse', stored)).toBe(true);
  });
});

describe('hashes of the earlier system', () => {
  const hasher = new Argon2Hasher();

  it.each(['2a', '2b', '2y'])('verify: $%s$', async (version) => {
    expect(await hasher.matches('U*U', bcryptOf(version))).toBe(true);
    expect(await hasher.matches('U*V', bcryptOf(version))).toBe(false);
  });

  it('refuse 73 bytes whose first 72 are the password: bcrypt reads no further', async () => {
    const password = 'x'.repeat(72);
    const stored = await hashBcrypt(password, { cost: 4 });
    expect(await hasher.matches(password, stored)).toBe(true);
    expect(await hasher.matches(`${password}y`, stored)).toBe(false);
  });

  it('count bytes, not characters', async () => {
    const password = '\u{1F984}'.repeat(18);
    const stored = await hashBcrypt(password, { cost: 4 });
    expect(await hasher.matches(password, stored)).toBe(true);
    expect(await hasher.matches(`${password}\u{1F984}`, stored)).toBe(false);
  });
});

describe('outdated hashes', () => {
  const hasher = new Argon2Hasher();

  it('are not those just made', async () => {
    expect(hasher.isOutdated(await hasher.hash('correct horse'))).toBe(false);
  });

  it.each(['2a', '2b', '2y'])('are those of bcrypt: $%s$', (version) => {
    expect(hasher.isOutdated(bcryptOf(version))).toBe(true);
  });

  it.each([
    ['less memory', '$argon2id$v=19$m=8192,t=2,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['fewer passes', '$argon2id$v=19$m=19456,t=1,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['more lanes', '$argon2id$v=19$m=19456,t=2,p=10$c2FsdHNhbHQ$aGFzaA'],
    ['another variant', '$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['an older version', '$argon2id$v=16$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA'],
  ])('are those of %s', (_what, stored) => {
    expect(hasher.isOutdated(stored)).toBe(true);
  });
});
