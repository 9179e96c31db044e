/** Examples of every answer of the route, by status and name. */
export const registeredExample = {
  name: 'Test User',
  email: 'user@example.com',
  account: 'testuser',
  id: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
  roles: 'user',
  is_active: true,
  is_verified: true,
  is_superuser: false,
  bio: null,
  dob: null,
  phone: null,
  avatar_photo_id: null,
  deleted_at: null,
  created_at: '2023-11-07T05:31:56Z',
  updated_at: '2023-11-07T05:31:56Z',
};

const fault = (type: string, field: string, msg: string, input: unknown) => ({
  detail: [{ type, loc: ['body', field], msg, input }],
});

/** One of every kind of fault. */
export const faultExamples = {
  missing: fault('missing', 'email', 'Field required', null),
  'no-string': fault('string_type', 'name', 'Input should be a valid string', 7),
  'too-short': fault('string_too_short', 'name', 'String should have at least 8 characters', 'Test'),
  'too-long': fault('string_too_long', 'password', 'String should have at most 128 characters', null),
  'bad-email': fault('value_error', 'email', 'Invalid email format', 'user@'),
  'common-password': fault('value_error', 'password', "Property 'password' is too common", null),
};

/** The texts of the other refusals. */
export const detailExamples: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  400: {
    'passwords-differ': 'Passwords do not match',
    'account-exists': 'Account already exists',
    'email-exists': 'Email already exists',
    malformed: 'Malformed request body',
  },
  413: { 'too-large': 'Payload too large' },
  415: { 'unsupported-type': 'Unsupported media type' },
  429: { 'too-many': 'Too many requests' },
  500: { internal: 'Internal error' },
  503: { unavailable: 'Service unavailable' },
};
