/** Every refusal the service knows, by its stable code. A published code is never renamed or reused. */
export const problemCodes = [
  'request.malformed',
  'request.invalid',
  'request.unauthorized',
  'request.forbidden',
  'request.not_found',
  'request.method_not_allowed',
  'request.too_large',
  'request.unsupported_media_type',
  'request.too_many',
  'service.unavailable',
  'service.internal_error',
  'auth.bad_credentials',
  'auth.wrong_password',
  'identity.invalid_email',
  'identity.invalid_phone_number',
  'identity.invalid_username',
  'identity.phone_number_taken',
  'identity.username_taken',
  'identity.email_taken',
  'passwords.refused',
  'passwords.differ',
  'verification.code_rejected',
  'profile.image_refused',
  'profile.invalid_date_of_birth',
] as const;

export type ProblemCode = (typeof problemCodes)[number];
