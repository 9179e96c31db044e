import {
  CommonPasswords,
  compactCommonPasswords,
  isHashable,
  passwordFault,
  type PasswordPolicyName,
} from '@app/passwords';

const common = CommonPasswords.fromBytes(compactCommonPasswords(['password1', 'abcdef']));
const faultOf = (password: string, policy: PasswordPolicyName): string | null =>
  passwordFault(password, policy, common);

const unicorn = '\u{1F984}';
const policies: PasswordPolicyName[] = ['documented', 'strict'];
const tooShort = { documented: 'must be 6 to 128 characters', strict: 'must be 8 to 128 characters' };
const illFormed = 'must be well-formed text of at most 512 bytes without NUL';

describe('the least length of a password', () => {
  it.each([
    [5, 'documented', tooShort.documented],
    [6, 'documented', null],
    [7, 'documented', null],
    [8, 'documented', null],
    [5, 'strict', tooShort.strict],
    [6, 'strict', tooShort.strict],
    [7, 'strict', tooShort.strict],
    [8, 'strict', null],
  ] as const)('takes %d code points under the policy %s: %s', (length, policy, fault) => {
    expect(faultOf('zqxjkvbw'.slice(0, length), policy)).toBe(fault);
  });

  it('counts code points, not UTF-16 units: seven emoji are fourteen units and still too few', () => {
    expect(faultOf(unicorn.repeat(8), 'strict')).toBeNull();
    expect(faultOf(unicorn.repeat(7), 'strict')).toBe(tooShort.strict);
    expect(faultOf(unicorn.repeat(6), 'documented')).toBeNull();
    expect(faultOf(unicorn.repeat(5), 'documented')).toBe(tooShort.documented);
  });

  it.each(policies)('refuses an empty password under the policy %s', (policy) => {
    expect(faultOf('', policy)).toBe(tooShort[policy]);
  });
});

describe.each(policies)('any password under the policy %s', (policy) => {
  it('may have 128 emoji, which are 512 bytes, and not one more', () => {
    expect(Buffer.byteLength(unicorn.repeat(128))).toBe(512);
    expect(faultOf(unicorn.repeat(128), policy)).toBeNull();
    expect(faultOf(unicorn.repeat(129), policy)).toBe(tooShort[policy]);
  });

  it('may have 128 letters, and not one more', () => {
    expect(faultOf('x'.repeat(128), policy)).toBeNull();
    expect(faultOf('x'.repeat(129), policy)).toBe(tooShort[policy]);
  });

  it('is refused when it is a megabyte', () => {
    expect(faultOf('x'.repeat(1_000_000), policy)).toBe(tooShort[policy]);
  });

  it.each([
    ['NUL at the beginning', '\0correct horse'],
    ['NUL within', 'correct\0horse'],
    ['NUL at the end', 'correct horse\0'],
    ['a lone high surrogate', 'correct \uD83E horse'],
    ['a lone low surrogate', 'correct \uDD84 horse'],
    ['a reversed pair', 'correct \uDD84\uD83E horse'],
  ])('is refused with %s', (_what, password) => {
    expect(faultOf(password, policy)).toBe(illFormed);
  });

  it.each([
    ['blanks at both ends', '  correct  '],
    ['nothing but blanks', ' '.repeat(8)],
    ['control characters other than NUL', 'tab\there\u0007'],
    ['letters of one case and no digit', 'correcthorse'],
    ['combining marks', 'e\u0301'.repeat(8)],
  ])('may have %s', (_what, password) => {
    expect(faultOf(password, policy)).toBeNull();
  });
});

describe('common passwords', () => {
  it.each(['password1', 'PassWord1', 'PASSWORD1'])('refuses %s where the policy is strict', (password) => {
    expect(faultOf(password, 'strict')).toBe('is too common');
  });

  it('lets the documented policy have them', () => {
    expect(faultOf('password1', 'documented')).toBeNull();
    expect(faultOf('abcdef', 'documented')).toBeNull();
  });

  it('says that a password is too short before it says that it is common', () => {
    expect(faultOf('abcdef', 'strict')).toBe(tooShort.strict);
  });

  it('lets the samples of the documents through, each under the policy of its route', () => {
    const bundled = CommonPasswords.bundled();
    expect(passwordFault('abc123', 'documented', bundled)).toBeNull();
    for (const sample of ['test regis 3', 'test20250219000', 'il1kep1es', 'yourpassword', 'usernew1']) {
      expect(passwordFault(sample, 'strict', bundled)).toBeNull();
    }
  });
});

describe('text that can be hashed', () => {
  it.each([
    ['one letter', 'x'],
    ['128 emoji', unicorn.repeat(128)],
  ])('is %s, whatever the policies of today', (_what, password) => {
    expect(isHashable(password)).toBe(true);
  });

  it.each([
    ['129 emoji', unicorn.repeat(129)],
    ['129 letters', 'x'.repeat(129)],
    ['NUL', 'correct\0horse'],
    ['a lone surrogate', 'correct\uD83Ehorse'],
  ])('is not %s', (_what, password) => {
    expect(isHashable(password)).toBe(false);
  });
});
