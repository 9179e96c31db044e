/** The documents' own bodies, verbatim. */
export const samples = {
  /** Seed 002, Login. */
  login: { username: 'usernew1', password: 'abc123', options: { nativeApp: false } },
  /** Seed 000. */
  internalRegister: {
    username: 'test regis 3',
    password: 'test regis 3',
    first_name: 'second',
    last_name: 'test account',
    phone_number: '621234567891',
    email: 'test@abc.com',
  },
  /** Seed 001. */
  signup: {
    username: 'test20250219000',
    password: 'test20250219000',
    email: 'hendy.juliyanto@ondelivery.id',
    first_name: 'test mail',
    last_name: 'without phone',
    mode: 'OTP',
    phone_number: '62123456789',
    platform: 'ONAPPS',
  },
  /** Seed 002, Update basic profile. */
  basicProfile: { gender: 'Laki-Laki', phone_number: '6287654321', date_of_birth: '1996-10-18' },
} as const;
